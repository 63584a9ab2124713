// Passkeys: offered where the device can, made and used by asking it.
const canAsk = (): boolean =>
  "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;

function ask(step: string, options: string): Promise<Credential | null> {
  const given = JSON.parse(options);
  return step === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(given) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(given) });
}

customElements.define(
  "passkey-offer",
  class extends HTMLElement {
    connectedCallback(): void {
      this.hidden = !canAsk();
    }
  },
);

customElements.define(
  "passkey-ceremony",
  class extends HTMLElement {
    connectedCallback(): void {
      this.querySelector("button")?.addEventListener("click", () => void this.#begin());
      void this.#begin();
    }

    async #begin(): Promise<void> {
      const { step = "", options = "", failed = "" } = this.dataset;
      const form = this.querySelector("form");
      const input = form?.querySelector<HTMLInputElement>("[name=credential]");
      if (!form || !input) return;
      try {
        input.value = JSON.stringify(await ask(step, options));
        form.requestSubmit();
      } catch {
        const words = form.querySelector("[role=status]");
        if (words) words.textContent = failed;
        form.querySelector("p[hidden]")?.removeAttribute("hidden");
      }
    }
  },
);

export {};
