// A pressed button says that it works, and a second press does nothing new.
const PATIENCE = 400;
const under = new Map<HTMLFormElement, () => void>();

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.method !== "post") return;
  if (under.has(form)) {
    event.preventDefault();
    return;
  }
  under.set(form, busy(event.submitter));
});

function busy(button: HTMLElement | null): () => void {
  const label = button?.querySelector("span");
  if (!button || !label || "quick" in button.dataset) return () => undefined;
  const words = label.textContent;
  const wait = setTimeout(() => {
    button.setAttribute("aria-busy", "true");
    label.textContent = document.body.dataset["saving"] ?? words;
  }, PATIENCE);
  return () => {
    clearTimeout(wait);
    button.removeAttribute("aria-busy");
    label.textContent = words;
  };
}

function rest(): void {
  for (const restore of under.values()) restore();
  under.clear();
}

document.addEventListener("htmx:finally:request", rest);
// The browser may show this very page again after Back.
addEventListener("pageshow", rest);
