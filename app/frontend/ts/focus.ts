// In study and attempts the next thing arrives in the same page, and focus goes to what is new.
import { type HistoryUpdate, onSwap } from "./swaps";

// Forms that post are sent by script; links stay links.
document.addEventListener("htmx:before:init", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") event.preventDefault();
});

// An answer without the part we swap is another kind of page: it takes the whole body.
onSwap("after:request", (swap) => {
  if (swap.text.includes('id="focus"')) return;
  Object.assign(swap, { target: document.body, select: null, selectOOB: null, swap: "outerSync" });
});

// One card after another is one place in the history, so that Back leaves the study. What was not
// taken, such as a form to be mended, leaves the address as it was, so that it can be loaded again.
document.addEventListener("htmx:before:history:update", (event) => {
  const { history, response } = (event as CustomEvent<HistoryUpdate>).detail;
  if (!response.raw.ok) event.preventDefault();
  if (history.path === location.pathname + location.search) history.type = "replace";
});

onSwap("after:swap", () => {
  const first = document.querySelector<HTMLElement>("[data-focus=first]");
  const next = first ?? document.querySelector<HTMLElement>("[data-focus], h1");
  if (!first) scrollTo(0, 0);
  // A heading must be made to take focus; a field that can must stay in the order of Tab.
  if (next && next.tabIndex < 0) next.tabIndex = -1;
  next?.focus();
});

// The toggle of a <details> does not bubble.
document.addEventListener(
  "toggle",
  (event) => {
    const details = event.target as HTMLDetailsElement;
    if (details.open && details.matches(".reveal")) {
      details.querySelector<HTMLElement>("[data-answer]")?.focus();
    }
  },
  true,
);

document.querySelector<HTMLElement>("[data-focus=first]")?.focus();
