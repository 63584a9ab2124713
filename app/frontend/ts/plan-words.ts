// The chosen sum of a quiz in words beside its button. Without scripts there is none, rather than a wrong one.
customElements.define(
  "plan-words",
  class extends HTMLElement {
    connectedCallback(): void {
      const line = this.querySelector("[data-sum]");
      const form = this.querySelector("form");
      const sums = JSON.parse(this.dataset["sums"] ?? "{}") as Record<string, string>;
      if (!line || !form) return;
      const say = (): void => {
        const plan = new FormData(form);
        line.textContent = sums[`${plan.get("number")} ${plan.get("feedback")}`] ?? "";
      };
      form.addEventListener("change", say);
      say();
    }
  },
);
