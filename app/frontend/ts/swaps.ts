// The parts of htmx that we touch, with types: its request, and the events around it.
import htmx from "htmx.org";

export interface Swap {
  sourceElement: Element;
  text: string;
  target: Element | string;
  select: string | null;
  selectOOB: string | null;
  swap: string;
  fetch: (url: string, request: RequestInit) => Promise<Response>;
  request: { form: HTMLFormElement | null; timeout?: number };
}

export interface HistoryUpdate {
  history: { type: string; path: string };
  response: { raw: Response };
}

export function onSwap(moment: string, listener: (swap: Swap, event: Event) => void): void {
  document.addEventListener(`htmx:${moment}`, (event) => {
    listener((event as CustomEvent<{ ctx: Swap }>).detail.ctx, event);
  });
}

/** Shows the page anew where it is, without a jump. */
export function refresh(): Promise<unknown> {
  return htmx.ajax("GET", location.href, { target: "#focus", select: "#focus", swap: "outerHTML" });
}
