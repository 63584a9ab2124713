// An open menu closes when one looks elsewhere.
const OPEN = ".menu[open], .focus-bar-count[open]";

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN)) {
    if (!menu.contains(event.target as Node)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN)) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
