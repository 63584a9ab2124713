// A page that could not be served tries again by itself.
customElements.define(
  "retry-soon",
  class extends HTMLElement {
    connectedCallback(): void {
      setTimeout(() => {
        const form = this.querySelector("form");
        if (form) form.requestSubmit();
        else location.reload();
      }, 1000 * Number(this.dataset["seconds"] ?? 10));
    }
  },
);
