// The fact editor: every step is a form that works without this; here it comes without a new page.
const REST = 1000;
const SENT = "draft sent";
const OFFERED = "textarea[name=text]";

type Kept = { body: string };

customElements.define(
  "fact-editor",
  class extends HTMLElement {
    #rest = 0;
    #asked: AbortController | null = null;
    #said = "";

    connectedCallback(): void {
      this.#said = this.#summary(this);
      this.addEventListener("click", (event) => this.#clicked(event));
      this.addEventListener("input", () => this.#typed());
      this.addEventListener("change", (event) => {
        if ((event.target as Element).closest("[data-remake]")) void this.#take("show", this.#idOf(event.target));
      });
      this.addEventListener("submit", (event) => this.#submitted(event));
      document.addEventListener("keydown", this.#key);
      document.addEventListener("selectionchange", this.#offer);
      this.#restore();
    }

    disconnectedCallback(): void {
      document.removeEventListener("keydown", this.#key);
      document.removeEventListener("selectionchange", this.#offer);
    }

    get #form(): HTMLFormElement {
      return this.querySelector<HTMLFormElement>("form#fact")!;
    }

    get #name(): string {
      return `draft fact ${this.dataset["bank"]}/${this.dataset["fact"] || "new"}`;
    }

    /** A step other than saving asks the server for the next look. */
    #clicked(event: Event): void {
      const button = (event.target as Element).closest<HTMLButtonElement>("button[name=step]");
      if (!button || button.value === "save") return;
      event.preventDefault();
      if (button.value === "mark") this.#mark();
      else void this.#take(button.value, button.id);
    }

    #mark(): void {
      const field = this.querySelector<HTMLTextAreaElement>(OFFERED)!;
      if (field.selectionStart === field.selectionEnd) return field.focus();
      this.#form.querySelector<HTMLInputElement>("[name=mark]")!.value = `${field.selectionStart}-${field.selectionEnd}`;
      void this.#take("mark", "text");
    }

    #body(step: string): URLSearchParams {
      const body = new URLSearchParams();
      for (const [name, value] of new FormData(this.#form)) if (typeof value === "string") body.append(name, value);
      body.set("step", step);
      return body;
    }

    async #ask(body: URLSearchParams): Promise<HTMLElement | null> {
      this.#asked?.abort();
      clearTimeout(this.#rest);
      this.#asked = new AbortController();
      const response = await fetch(this.#form.action, { method: "POST", body, signal: this.#asked.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return page.querySelector<HTMLElement>("fact-editor");
    }

    /** The whole form comes anew: rows may have come or gone. */
    async #take(step: string, otherwise = ""): Promise<void> {
      const open = [...this.querySelectorAll("details[open]")].map((details) => this.#nameOf(details));
      const next = await this.#ask(this.#body(step)).catch((reason: Error) => this.#failed(reason));
      if (!next) return;
      this.replaceChildren(...next.childNodes);
      for (const details of this.querySelectorAll("details")) details.open ||= open.includes(this.#nameOf(details));
      const then = document.getElementById(next.dataset["then"] || otherwise);
      then?.focus();
      this.#keep();
      this.#say(this.#summary(this));
    }

    #nameOf(details: Element): string {
      return `${details.closest("[id]")?.id} ${details.className}`;
    }

    #idOf(target: EventTarget | null): string {
      return (target as Element).id;
    }

    #typed(): void {
      this.#keep();
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => void this.#look(), REST);
    }

    /** While typing only what cannot be typed into is renewed. */
    async #look(): Promise<void> {
      const next = await this.#ask(this.#body("show")).catch((reason: Error) => this.#failed(reason));
      if (!next) return;
      for (const fresh of next.querySelectorAll("[data-live]")) {
        const old = this.querySelector(`#${CSS.escape(fresh.id)}`);
        if (old && !old.contains(document.activeElement)) old.replaceWith(fresh);
      }
      this.#say(this.#summary(next));
    }

    #summary(place: Element): string {
      return place.querySelector<HTMLElement>("#live-asks")?.dataset["summary"] ?? "";
    }

    /** The same count is not said twice. */
    #say(words: string): void {
      const status = document.getElementById("status");
      if (!status || !words || words === this.#said) return;
      status.textContent = this.#said = words;
    }

    #failed(reason: Error): null {
      const status = document.getElementById("status");
      if (reason.name !== "AbortError" && status) status.textContent = this.dataset["away"] ?? "";
      return null;
    }

    #keep(): void {
      sessionStorage.setItem(this.#name, JSON.stringify({ body: String(this.#body("show")) } satisfies Kept));
      this.#offerToDrop();
    }

    /** What was typed before the page was left comes back through the server, rows and all. */
    #restore(): void {
      const kept = JSON.parse(sessionStorage.getItem(this.#name) ?? "null") as Kept | null;
      if (!kept) return;
      const body = new URLSearchParams(kept.body);
      const now = this.#body("show");
      body.set("csrf_token", now.get("csrf_token") ?? "");
      if (String(body) === String(now)) return;
      void this.#ask(body)
        .catch((reason: Error) => this.#failed(reason))
        .then((next) => {
          if (!next) return;
          this.replaceChildren(...next.childNodes);
          this.#offerToDrop();
          this.#say(this.dataset["kept"] ?? "");
        });
    }

    #offerToDrop(): void {
      if (this.querySelector(".draft-words")) return;
      const line = document.createElement("p");
      line.className = "hint draft-words";
      line.textContent = `${this.dataset["kept"]} `;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "button quiet";
      drop.textContent = this.dataset["drop"] ?? "";
      drop.addEventListener("click", () => {
        sessionStorage.removeItem(this.#name);
        location.reload();
      });
      line.append(drop);
      this.querySelector(".editor-actions")?.after(line);
    }

    #submitted(event: SubmitEvent): void {
      if (event.target === this.#form) sessionStorage.setItem(SENT, this.#name);
    }

    /** "Ask for this" is there as soon as words are selected. */
    #offer = (): void => {
      const field = this.querySelector<HTMLTextAreaElement>(OFFERED);
      const is_chosen = document.activeElement === field && field!.selectionStart !== field!.selectionEnd;
      const button = this.querySelector<HTMLButtonElement>("[data-ask]");
      if (button && document.activeElement !== button) button.hidden = !is_chosen;
    };

    #key = (event: KeyboardEvent): void => {
      const letter = event.key.toLowerCase();
      if (event.ctrlKey && event.key === "Enter") {
        event.preventDefault();
        this.querySelector<HTMLButtonElement>("button[value=save]")?.click();
      } else if (event.altKey && (letter === "a" || event.code === "KeyA")) {
        event.preventDefault();
        this.#mark();
      } else if ((letter === "j" || letter === "k") && this.#isFree(event)) {
        this.#go(letter === "j" ? 1 : -1);
      }
    };

    #isFree(event: KeyboardEvent): boolean {
      const is_on = document.body.dataset["shortcuts"] === "on";
      const is_writing = (event.target as Element).matches("input, select, textarea");
      return is_on && !is_writing && !event.ctrlKey && !event.altKey && !event.metaKey;
    }

    #go(step: number): void {
      const all = [...this.querySelectorAll<HTMLElement>("[data-question]")];
      const here = all.findIndex((question) => question.contains(document.activeElement));
      const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    }
  },
);

export {};
