// Before the first paint, so that nothing flashes: a classic script in the head.

(() => {
  const KEY = 'meridian.theme';
  const root = document.documentElement;
  const apply = (theme) => {
    if (theme === 'light' || theme === 'dark') {
      root.dataset.theme = theme;
    } else {
      delete root.dataset.theme;
    }
  };
  apply(localStorage.getItem(KEY));
  addEventListener('meridian:theme', (event) => {
    localStorage.setItem(KEY, event.detail);
    apply(event.detail);
    dispatchEvent(new CustomEvent('meridian:repaint'));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
    dispatchEvent(new CustomEvent('meridian:repaint')));
})();
