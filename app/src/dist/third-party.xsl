<?xml version="1.0" encoding="UTF-8"?>
<!-- The list of licences of a release, from the list of its parts. Names without a prefix, as each version of CycloneDX has a namespace of its own. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/">
    <xsl:text>What is in this release beside Meridian itself, and under which licence. bom.json has the same with hashes and addresses.&#10;</xsl:text>
    <xsl:text>Where there are several, one of them is to be chosen. Most jars have the full text in their META-INF.&#10;&#10;</xsl:text>
    <xsl:for-each select="/*/*[local-name()='components']/*[not(*[local-name()='group']='io.meridian')]">
      <xsl:sort select="concat(*[local-name()='group'], ':', *[local-name()='name'])"/>
      <xsl:value-of select="concat(*[local-name()='group'], ':', *[local-name()='name'], ' ', *[local-name()='version'], ': ')"/>
      <xsl:for-each select="*[local-name()='licenses']//*[local-name()='id' or local-name()='name' or local-name()='expression']">
        <xsl:if test="position() &gt; 1">
          <xsl:text>, </xsl:text>
        </xsl:if>
        <xsl:value-of select="normalize-space()"/>
      </xsl:for-each>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
