/** The messages and day lines of a list. @param {ParentNode} parent */
export function itemsOf(parent) {
  return [...parent.children].filter((child) => child instanceof HTMLElement);
}

/**
 * A list that takes over new HTML: what did not change stays the same element, with its focus and whatever is
 * open in it. Each item is known by its `data-key`.
 */
export class MergedList {
  /** What each item was when it came, whatever became of it in the page. @type {Map<string, string>} */
  #source = new Map();

  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
    for (const item of itemsOf(list)) this.#source.set(keyOf(item), item.outerHTML);
  }

  clear() {
    this.#source.clear();
    this.list.replaceChildren();
  }

  /**
   * @param {string} html the server's own HTML, in which everything that came from elsewhere is escaped
   * @returns {HTMLElement | null} the last item, when it was not there before
   */
  merge(html) {
    const parsed = document.createElement('template');
    parsed.innerHTML = html;
    const kept = new Map(itemsOf(this.list).map((item) => [keyOf(item), item]));
    const last = itemsOf(parsed.content).at(-1);
    const arrived = last !== undefined && !kept.has(keyOf(last)) ? last : null;
    let place = this.list.firstElementChild;
    for (const item of itemsOf(parsed.content)) {
      const key = keyOf(item);
      const old = kept.get(key);
      kept.delete(key);
      const source = item.outerHTML;
      const same = old !== undefined && this.#source.get(key) === source;
      this.#source.set(key, source);
      if (!same && old !== undefined) {
        if (old === place) place = old.nextElementSibling;
        old.remove();
      }
      const wanted = same ? old : item;
      if (wanted === place) place = wanted.nextElementSibling;
      else this.list.insertBefore(wanted, place);
    }
    for (const [key, item] of kept) {
      item.remove();
      this.#source.delete(key);
    }
    return arrived;
  }
}

/** @param {HTMLElement} item */
function keyOf(item) {
  return item.dataset['key'] ?? '';
}
