// A lost connection is said in the masthead (page.css): the dialog that Streamlit puts over a map
// that works on is closed as its reader would close it.

if (!document.documentElement.dataset.connection) {
  document.documentElement.dataset.connection = "followed";
  new MutationObserver(() => {
    const lost = document.querySelector(
      '.stApp:is([data-test-connection-state="PINGING_SERVER"], [data-test-connection-state="DISCONNECTED_FOREVER"])',
    );
    // Our own dialogs hold elements with keys.
    const dialog = lost && document.querySelector('.stDialog:not(:has([class*="st-key-"]))');
    dialog?.querySelector("button")?.click();
  }).observe(document.body, { childList: true });
}
