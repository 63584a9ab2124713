// Single keys in study and quizzes. A control names its own: data-keys="1", "space enter", "ctrl+z".
const NAMES: Record<string, string> = { " ": "space" };
const OWN_KEYS = "a, button, summary, input, select, textarea, [contenteditable]";
const WRITING = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]";

function nameOf(event: KeyboardEvent): string {
  const name = NAMES[event.key] ?? event.key.toLowerCase();
  return event.ctrlKey ? `ctrl+${name}` : name;
}

/** Is the key the control's own business, or the browser's? */
function isTaken(event: KeyboardEvent, name: string): boolean {
  const target = event.target as Element;
  if (event.altKey || event.metaKey || event.repeat || document.querySelector("dialog[open]")) return true;
  return target.matches(WRITING) || (/^(space|enter)$/.test(name) && target.closest(OWN_KEYS) !== null);
}

function controlFor(name: string): HTMLElement | undefined {
  const found = [...document.querySelectorAll<HTMLElement>(`#focus [data-keys~="${CSS.escape(name)}"]`)];
  // What lies in a closed menu may be called by its key; what lies behind an answer not yet shown may not.
  return found.find((control) => control.checkVisibility()) ?? found.find((control) => control.closest(".menu"));
}

/** Where an answer is written, letters and figures belong to it, also before its field has the focus. */
function fieldFor(event: KeyboardEvent): HTMLElement | undefined {
  if (event.ctrlKey || !/^[\p{L}\p{N}]$/u.test(event.key)) return undefined;
  const field = controlFor("enter");
  return field?.matches(WRITING) ? field : undefined;
}

document.addEventListener("keydown", (event) => {
  const name = nameOf(event);
  if (document.body.dataset["shortcuts"] !== "on" || isTaken(event, name)) return;
  const field = fieldFor(event);
  if (field) return field.focus();
  const control = controlFor(name);
  if (!control) return;
  event.preventDefault();
  control.focus();
  if (!control.matches(WRITING)) control.click();
});
