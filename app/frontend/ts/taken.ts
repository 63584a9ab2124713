// How long the question was in sight, told as the answer is sent. Time in a hidden tab does not count.
customElements.define(
  "time-taken",
  class extends HTMLElement {
    #seen = 0;
    #since = 0;
    #form: HTMLFormElement | null = null;

    connectedCallback(): void {
      this.#form = this.closest("form");
      this.#since = performance.now();
      document.addEventListener("visibilitychange", this.#turn);
      this.#form?.addEventListener("submit", this.#tell, true);
    }

    disconnectedCallback(): void {
      document.removeEventListener("visibilitychange", this.#turn);
      this.#form?.removeEventListener("submit", this.#tell, true);
    }

    #turn = (): void => {
      if (document.hidden) this.#seen += performance.now() - this.#since;
      this.#since = performance.now();
    };

    #tell = (): void => {
      const input = this.querySelector("input");
      const taken = this.#seen + performance.now() - this.#since;
      if (input) input.value = String(Math.round(taken));
    };
  },
);
