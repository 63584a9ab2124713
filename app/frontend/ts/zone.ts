// The device knows its time zone; a person rarely does.
customElements.define(
  "time-zone",
  class extends HTMLElement {
    connectedCallback(): void {
      const input = this.querySelector("input");
      if (input) input.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
    }
  },
);
