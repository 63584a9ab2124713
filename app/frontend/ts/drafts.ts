// Long text is kept in this tab while it is written, and forgotten once the server has answered it.
const SENT = "draft sent";
const FIELDS = "textarea[name], input[name]:not([type=hidden], [type=password], [type=file], [type=radio], [type=checkbox])";

type Field = HTMLInputElement | HTMLTextAreaElement;

const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
const sent = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
// Back to the form means that the answer never came.
if (sent && entry?.type !== "back_forward") sessionStorage.removeItem(sent);

customElements.define(
  "draft-keeper",
  class extends HTMLElement {
    #rest = 0;

    connectedCallback(): void {
      const name = `draft ${this.dataset["name"] ?? location.pathname}`;
      const kept = JSON.parse(sessionStorage.getItem(name) ?? "{}") as Record<string, string>;
      for (const field of this.#fields()) {
        const words = kept[field.name];
        if (words !== undefined && field.value === field.defaultValue) field.value = words;
      }
      if (Object.keys(kept).length) this.#say();
      this.addEventListener("input", () => {
        clearTimeout(this.#rest);
        this.#rest = setTimeout(() => this.#keep(name), 500);
      });
      this.addEventListener("submit", () => sessionStorage.setItem(SENT, name));
    }

    #fields(): NodeListOf<Field> {
      return this.querySelectorAll<Field>(FIELDS);
    }

    #keep(name: string): void {
      const words = [...this.#fields()].map((field) => [field.name, field.value]);
      sessionStorage.setItem(name, JSON.stringify(Object.fromEntries(words)));
      this.#say();
    }

    #say(): void {
      if (this.querySelector(".draft-words")) return;
      const line = document.createElement("p");
      line.className = "hint draft-words";
      line.textContent = this.dataset["words"] ?? "";
      this.append(line);
    }
  },
);
