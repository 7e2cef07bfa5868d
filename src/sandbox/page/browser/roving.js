/**
 * A list of links is one stop of the Tab key: arrows, Home and End go through it.
 *
 * @param {Element} list
 */
export function rove(list) {
  const links = () => [...list.querySelectorAll('a')];
  const settle = () => {
    const current = links().find((link) => link.hasAttribute('aria-current')) ?? links()[0];
    for (const link of links()) link.tabIndex = link === current ? 0 : -1;
  };
  settle();
  list.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement);
    const back = event.key === 'ArrowUp' || event.key === 'ArrowLeft';
    const on = event.key === 'ArrowDown' || event.key === 'ArrowRight';
    const last = all.length - 1;
    const to = back ? at - 1 : on ? at + 1 : event.key === 'Home' ? 0 : event.key === 'End' ? last : null;
    if (to === null || at === -1) return;
    event.preventDefault();
    all[Math.max(0, Math.min(to, last))]?.focus();
  });
  list.addEventListener('focusout', settle);
}
