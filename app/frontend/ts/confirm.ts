// A link to a page that asks first: the question comes in a dialog instead.
async function ask(url: string): Promise<void> {
  const response = await fetch(url);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const question = page.querySelector<HTMLElement>("[data-confirm]");
  const title = question?.querySelector("h1");
  if (!question || !title) throw new Error("no question on that page");
  const heading = document.createElement("h2");
  heading.id = "confirm-title";
  heading.textContent = title.textContent;
  title.replaceWith(heading);
  show(question);
}

function show(question: HTMLElement): void {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "confirm-title");
  dialog.append(question);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

customElements.define(
  "confirm-link",
  class extends HTMLElement {
    connectedCallback(): void {
      this.addEventListener("click", (event) => {
        const link = this.querySelector("a");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        ask(link.href).catch(() => location.assign(link.href));
      });
    }
  },
);
