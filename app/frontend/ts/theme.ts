// A theme is seen as soon as it is chosen; "Save" keeps it.
customElements.define(
  "theme-choice",
  class extends HTMLElement {
    connectedCallback(): void {
      this.addEventListener("change", (event) => {
        document.documentElement.dataset["theme"] = (event.target as HTMLInputElement).value;
      });
    }
  },
);
