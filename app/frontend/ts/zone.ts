// The device knows its time zone; a person rarely does.
const KEPT = "zone kept";
const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
const city = (zone: string) => zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");

customElements.define(
  "time-zone",
  class extends HTMLElement {
    connectedCallback(): void {
      const input = this.querySelector("input");
      if (input) input.value = device;
    }
  },
);

customElements.define(
  "zone-notice",
  class extends HTMLElement {
    connectedCallback(): void {
      const { zone = "", words = "", use = "", keep = "" } = this.dataset;
      const change = `${device} ${zone}`;
      const [useButton, keepButton] = this.querySelectorAll("button");
      const line = this.querySelector("p");
      const input = this.querySelector<HTMLInputElement>("[name=time_zone]");
      if (!line || !input || !useButton || !keepButton) return;
      if (device === zone || localStorage.getItem(KEPT) === change) return;
      line.textContent = words.replace("{device}", device).replace("{zone}", zone);
      useButton.textContent = use.replace("{device}", city(device));
      keepButton.textContent = keep.replace("{zone}", city(zone));
      input.value = device;
      keepButton.addEventListener("click", () => {
        localStorage.setItem(KEPT, change);
        this.hidden = true;
      });
      this.hidden = false;
    }
  },
);
