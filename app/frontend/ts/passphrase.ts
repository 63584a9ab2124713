// A passphrase can be seen, counted and suggested.
customElements.define(
  "pass-phrase",
  class extends HTMLElement {
    connectedCallback(): void {
      const input = this.querySelector("input");
      if (!input || this.querySelector(".field-aid")) return;
      const aid = document.createElement("div");
      aid.className = "field-aid";
      aid.append(this.#showButton(input));
      if (this.dataset["suggest"]) aid.append(this.#suggestButton(input, this.dataset["suggest"]));
      this.querySelector(".field")?.append(aid);
      if (this.dataset["least"]) input.addEventListener("input", () => this.#count(input));
    }

    #button(words: string, press: (button: HTMLButtonElement) => void): HTMLButtonElement {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet-link";
      button.textContent = words;
      button.addEventListener("click", () => press(button));
      return button;
    }

    #showButton(input: HTMLInputElement): HTMLButtonElement {
      const { show = "", hide = "" } = this.dataset;
      const button = this.#button(show, () => {
        input.type = input.type === "password" ? "text" : "password";
      });
      // Its words follow the field, whoever changes it.
      new MutationObserver(() => {
        button.textContent = input.type === "password" ? show : hide;
      }).observe(input, { attributeFilter: ["type"] });
      return button;
    }

    #suggestButton(input: HTMLInputElement, words: string): HTMLButtonElement {
      return this.#button(words, async () => {
        const response = await fetch(this.dataset["suggestUrl"] ?? "");
        if (!response.ok) return;
        input.value = (await response.text()).trim();
        input.type = "text";
        this.#count(input);
        input.focus();
      });
    }

    #count(input: HTMLInputElement): void {
      const hint = this.querySelector(".hint");
      const length = [...input.value].length;
      const words = length < Number(this.dataset["least"]) ? this.dataset["length"] : this.dataset["enough"];
      if (hint) hint.textContent = (words ?? "").replace("{n}", String(length));
    }
  },
);
