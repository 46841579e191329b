// The address says what is shown, so that it can be kept, shared and gone back to: #/view?name=value.

export function here() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return { view: path || 'overview', params: Object.fromEntries(new URLSearchParams(query)) };
}

export function link(view, params = {}) {
  const known = Object.entries(params).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  const query = new URLSearchParams(known).toString();
  return `#/${view === 'overview' ? '' : view}${query ? `?${query}` : ''}`;
}

/** The same view with other choices, without a step back for each. */
export function replace(view, params) {
  history.replaceState(null, '', link(view, params));
}

export function go(view, params) {
  location.hash = link(view, params);
}
