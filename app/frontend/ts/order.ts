// Items in an order are moved by buttons or dragged by a handle; the selects behind hold their places.
customElements.define(
  "order-list",
  class extends HTMLElement {
    connectedCallback(): void {
      const rows = this.#rows();
      const places = new Map(rows.map((row) => [row, Number(select(row).value)]));
      const place = (row: HTMLElement): number => places.get(row) ?? 0;
      // An order that was given before stands as it was given.
      if (rows.every(place)) {
        rows[0]?.parentElement?.append(...rows.sort((a, b) => place(a) - place(b)));
        this.dataset["moved"] = "";
      }
      this.addEventListener("click", (event) => {
        const button = (event.target as Element).closest<HTMLElement>("[data-step]");
        const row = button?.closest<HTMLElement>(".row-item");
        if (!button || !row) return;
        this.#move(row, Number(button.dataset["step"]));
        // At either end the button that was pressed is gone.
        if (!button.checkVisibility({ visibilityProperty: true })) {
          row.querySelector<HTMLElement>(`[data-step]:not([data-step="${button.dataset["step"]}"])`)?.focus();
        }
      });
      this.addEventListener("change", (event) => this.#keep((event.target as HTMLInputElement).checked));
      this.addEventListener("pointerdown", (event) => {
        const handle = (event.target as Element).closest<HTMLElement>(".order-handle");
        if (handle) this.#drag(handle, event);
      });
    }

    #rows(): HTMLElement[] {
      return [...this.querySelectorAll<HTMLElement>(".row-item")];
    }

    /** The neighbour moves, so that the row keeps the focus and the pointer. */
    #move(row: HTMLElement, step: number): void {
      const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (step < 0) row.after(other);
      else row.before(other);
      this.dataset["moved"] = "";
      this.#keep(true);
      const line = document.getElementById("status");
      const words = this.dataset[step < 0 ? "up" : "down"] ?? "";
      const item = row.querySelector(".row-text")?.textContent ?? "";
      if (line) line.textContent = words.replace("{item}", item).replace("{place}", select(row).value);
    }

    #keep(isGiven: boolean): void {
      this.#rows().forEach((row, at) => (select(row).value = isGiven ? String(at + 1) : ""));
    }

    #drag(handle: HTMLElement, from: PointerEvent): void {
      const row = handle.closest<HTMLElement>(".row-item");
      if (!row) return;
      from.preventDefault();
      handle.setPointerCapture(from.pointerId);
      row.classList.add("is-held");
      handle.onpointermove = ({ clientY }) => {
        const [above, below] = [row.previousElementSibling, row.nextElementSibling].map(middle);
        if (above !== undefined && clientY < above) this.#move(row, -1);
        else if (below !== undefined && clientY > below) this.#move(row, 1);
      };
      handle.onlostpointercapture = () => {
        row.classList.remove("is-held");
        handle.onpointermove = null;
      };
    }
  },
);

function select(row: Element): HTMLSelectElement {
  return row.querySelector("select") as HTMLSelectElement;
}

function middle(row: Element | null | undefined): number | undefined {
  const box = row?.getBoundingClientRect();
  return box && box.top + box.height / 2;
}
