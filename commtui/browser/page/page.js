// What the page adds to the library's script: the address of the session, the font, the focus, and a way back.
"use strict";

(() => {
  // Parameters of the library that would ask other addresses, or wait for a button that is not here.
  const address = new URL(location.href);
  address.searchParams.delete("ping");
  address.searchParams.delete("delay");
  history.replaceState(null, "", address);

  // Over http, browsers give their clipboard only to pages of this machine; asking must not break the terminal.
  if (!navigator.clipboard) {
    const nothing = { readText: async () => "", writeText: async () => undefined };
    Object.defineProperty(navigator, "clipboard", { value: nothing });
  }

  const draw = window.onload;

  window.onload = async (event) => {
    const terminal = document.getElementById("terminal");
    terminal.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
    // The cells are measured once, so the font must be there.
    const font = `${terminal.dataset.fontSize}px "Roboto Mono"`;
    await Promise.allSettled([document.fonts.load(font), document.fonts.load(`bold ${font}`)]);
    new MutationObserver(follow).observe(document.body, { attributeFilter: ["class"] });
    document.getElementById("again").onclick = () => location.reload();
    draw.call(window, event);
  };

  let seen = "";

  function follow() {
    const now = ["-closed", "-first-byte", "-loaded"].find((each) => document.body.classList.contains(each)) ?? "";
    if (now === seen) {
      return;
    }
    seen = now;
    if (now === "-closed") {
      document.getElementById("again").focus();
      return;
    }
    // The app begins without focus, and hears of it only when it comes.
    const keyboard = document.querySelector(".xterm-helper-textarea");
    keyboard?.blur();
    keyboard?.focus();
  }

  window.addEventListener("beforeunload", (event) => {
    // A form may hold what is in no file yet.
    if ("canEdit" in document.body.dataset && seen === "-first-byte") {
      event.preventDefault();
    }
  });
})();
