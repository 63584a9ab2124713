// Everything here improves a page that works without it. Each module finds its own parts.
import "./focus";
import "./journal";
import "./keys";
import "./menus";
import "./saving";
import "./confirm";
import "./drafts";
import "./passkey";
import "./passphrase";
import "./retry";
import "./theme";
import "./zone";
