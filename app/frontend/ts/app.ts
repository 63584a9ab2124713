// Everything here improves a page that works without it. Each module finds its own parts.
import "./focus";
import "./journal";
import "./keys";
import "./menus";
import "./saving";
import "./confirm";
import "./drafts";
import "./order";
import "./passkey";
import "./passphrase";
import "./plan-words";
import "./retry";
import "./taken";
import "./theme";
import "./zone";
