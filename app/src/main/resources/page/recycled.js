// Elements by key. One whose key is no longer shown serves another; it leaves the document only where there are too many.

export class Recycled {
  #parent;
  #make;
  #leave;
  #first;
  #shown = new Map();
  #free = [];

  /**
   * @param make makes an element
   * @param leave is called before an element that has the focus serves another
   * @param first how many children of the parent, at its beginning, are none of these
   */
  constructor(parent, make, leave = () => {}, first = 0) {
    this.#parent = parent;
    this.#make = make;
    this.#leave = leave;
    this.#first = first;
  }

  get(key) {
    return this.#shown.get(key);
  }

  /**
   * @param keys what is to be in the document, in this order
   * @param place is called with each element, its key and its index
   */
  show(keys, place) {
    const wanted = new Set(keys);
    const idle = new Set();
    for (const [key, node] of this.#shown) {
      if (!wanted.has(key)) {
        if (node.contains(document.activeElement)) {
          this.#leave();
        }
        this.#shown.delete(key);
        idle.add(node);
      }
    }
    let before = this.#parent.children[this.#first] ?? null;
    keys.forEach((key, index) => {
      let node = this.#shown.get(key);
      if (node) {
        // What is to serve another is passed over: put before it, all that stay would move, and moving costs more than writing.
        while (idle.has(before)) {
          before = before.nextElementSibling;
        }
      } else {
        node = this.#another(idle, before);
        this.#shown.set(key, node);
      }
      place(node, key, index);
      if (node === before) {
        before = before.nextElementSibling;
      } else {
        this.#parent.insertBefore(node, before);
      }
    });
    for (const node of idle) {
      node.remove();
      this.#free.push(node);
    }
  }

  /** The one that stands in the place already, if there is such, else any that serves no longer, else a new one. */
  #another(idle, before) {
    const node = idle.has(before) ? before : idle.values().next().value;
    idle.delete(node);
    return node ?? this.#free.pop() ?? this.#make();
  }
}
