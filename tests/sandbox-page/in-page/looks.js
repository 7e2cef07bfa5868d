// One expression that runs inside the page and tells what is wrong with how it looks.
(() => {
  /** What sticks out of the screen to the right or left, or makes the page scroll sideways. */
  function overflowing() {
    const width = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || element.closest('.sr-only, [inert], pre, .skip'))
        return false;
      return box.right > width + 1 || box.left < -1;
    });
    const sideways = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    return [
      ...out.map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 30)}`),
      ...sideways,
    ];
  }

  /** @param {string} colour `rgb(…)` or `rgba(…)` */
  function parse(colour) {
    return (colour.match(/[\d.]+/g) ?? []).map(Number);
  }

  /** Relative luminance after WCAG 2. @param {number[]} colour */
  function light(colour) {
    const [r = 0, g = 0, b = 0] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  /** @param {Element | null} element */
  function ground(element) {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [0, 0, 0];
  }

  /** Visible text whose colours differ by less than WCAG AA asks: 4.5, or 3 for large type. */
  function lowContrast() {
    const low = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim() ?? '';
      const element = walker.currentNode.parentElement;
      if (text === '' || element === null || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest('.sr-only, .skip, .spoiler, noscript, :disabled')) continue;
      const style = getComputedStyle(element);
      const [one, other] = [light(parse(style.color)), light(ground(element))];
      const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) low.push(`${ratio.toFixed(2)} ${style.color} ${text.slice(0, 40)}`);
    }
    return low;
  }

  /** @param {Element} element */
  function isNamed(element) {
    const field =
      element instanceof HTMLInputElement ||
      element instanceof HTMLSelectElement ||
      element instanceof HTMLTextAreaElement;
    const by = element.getAttribute('aria-labelledby');
    const words = [
      element.getAttribute('aria-label'),
      by === null ? null : document.getElementById(by)?.textContent,
      ...(field ? [...(element.labels ?? [])].map((label) => label.textContent) : [element.textContent]),
    ];
    return (
      words.some((each) => (each ?? '').trim() !== '') ||
      element.querySelector('img[alt]:not([alt=""])') !== null
    );
  }

  /** Controls without a name, and pictures without a text. */
  function unnamed() {
    const controls = document.querySelectorAll(
      'button, a, input, select, textarea, [role="listbox"], [role="combobox"], dialog[open]',
    );
    const bare = [...controls].filter((element) => element.checkVisibility() && !isNamed(element));
    const pictures = [...document.querySelectorAll('img:not([alt]), img[alt=""]')];
    return [...bare, ...pictures].map((element) => element.outerHTML.slice(0, 120));
  }

  return { overflowing: overflowing(), lowContrast: lowContrast(), unnamed: unnamed() };
})();
