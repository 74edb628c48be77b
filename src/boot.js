// Starts the program, and says in words what is wrong when it can't. Runs before any WebAssembly, so it
// is plain JavaScript that old browsers parse. Trunk puts it into the page with the names of the built
// files; no byte of it depends on the app.
(function () {
  "use strict";
  var by = function (id) { return document.getElementById(id); };
  var settled = false;

  function show(id, cause) {
    if (settled) return;
    settled = true;
    by("boot-wait").hidden = true;
    by(id).hidden = false;
    if (cause) by("boot-cause").textContent = String(cause).slice(0, 300);
  }

  // The chosen theme, before the first drawing. The key is the app's own (browser/storage.rs).
  function folder() { return location.pathname.replace(/[^/]*$/, ""); }
  try {
    var theme = localStorage.getItem("roundtable:" + folder() + ":setting/theme");
    if (theme === "dark" || theme === "light") document.documentElement.setAttribute("data-theme", theme);
    // The colours of the site, as they were at the last visit (app.rs).
    var look = localStorage.getItem("roundtable:" + folder() + ":setting/look");
    if (look) document.documentElement.setAttribute("data-style", look);
  } catch (denied) { /* no storage: the device's theme it is */ }
  by("boot-name").textContent = document.title;
  by("boot-wait").hidden = false;

  // The page's policy forbids styles in markup. What an element needs stands in `data-style`, as custom properties
  // only, and is set from here, before it is drawn.
  function dress(element) {
    element.getAttribute("data-style").split(";").forEach(function (part) {
      var pair = part.split(":");
      element.style.setProperty(pair[0], pair[1]);
    });
  }
  function dressAll(root) {
    if (!root.querySelectorAll) return;
    if (root.hasAttribute("data-style")) dress(root);
    [].forEach.call(root.querySelectorAll("[data-style]"), dress);
  }
  dressAll(document.documentElement);
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === "attributes") dressAll(change.target);
      else [].forEach.call(change.addedNodes, dressAll);
    });
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-style"] });

  // A panic, like any other trap, ends a WebAssembly program for good and comes here as an error. The last
  // screen reads storage by itself: nothing of the program can be relied on any more.
  function crashed(cause) {
    if (typeof WebAssembly !== "object" || !(cause instanceof WebAssembly.RuntimeError)) return;
    var app = document.querySelector(".app");
    if (app) app.remove();
    var boot = by("boot");
    if (boot) boot.remove();
    by("crash").hidden = false;
    by("crash-cause").textContent = String(cause);
    by("crash").querySelector("h1").focus();
  }
  window.addEventListener("error", function (event) { crashed(event.error); });
  window.addEventListener("unhandledrejection", function (event) { crashed(event.reason); });
  by("crash-reload").addEventListener("click", function () { location.reload(); });
  by("crash-save").addEventListener("click", function () {
    var prefix = "roundtable:" + folder() + ":", records = {};
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf(prefix) === 0 && key.indexOf(prefix + "setting/") !== 0) {
          records[key.slice(prefix.length)] = localStorage.getItem(key);
        }
      });
    } catch (denied) { /* nothing was stored */ }
    var file = { format: "roundtable-backup", version: 1, made: Date.now(), records: records };
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: "application/json" }));
    link.download = "roundtable-backup.json";
    link.click();
  });

  // A wrong answer (the sign-in page of a Wi-Fi) may sit in the browser's cache: what failed is fetched past it.
  by("boot-retry").addEventListener("click", function () {
    var names = window.roundtableFiles, again = function () { location.reload(); };
    if (!names || !window.fetch) return again();
    Promise.all([names.script, names.wasm].map(function (name) {
      return fetch(name, { cache: "reload" });
    })).then(again, again);
  });
  // Some browsers have WebAssembly, but not within a page's policy, or an older one: the smallest program with a type
  // that gives two references tells.
  function compiles() {
    try {
      return !!new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 0, 2, 111, 111]));
    } catch (refused) {
      return false;
    }
  }
  // All colours are of this kind (style/tokens.css): without it, nothing could be told apart.
  var paints = window.CSS && CSS.supports && CSS.supports("color", "oklch(0 0 0)");
  if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiate !== "function" || !compiles() || !paints) {
    show("boot-wasm");
    return;
  }

  // The styles of all pages but the question page are fetched with the first of those; it waits for them
  // (browser/page.rs), so that no page is ever seen without.
  var sheet;
  window.roundtableSheet = function () {
    return sheet || (sheet = new Promise(function (done, fail) {
      var link = document.createElement("link");
      link.rel = "stylesheet"; link.href = by("sheet").href; link.integrity = by("sheet").integrity; link.crossOrigin = "anonymous";
      link.onload = done;
      link.onerror = function () { sheet = null; link.remove(); fail(); };
      document.head.appendChild(link);
    }));
  };
  if (!/^#\/a\/[^/]+\/do/.test(location.hash)) window.roundtableSheet().catch(function () { /* asked for again */ });

  // Works without a network once the worker is there (src/sw.js). The program calls this when the first page can be
  // used, and is called back when a new version waits to take over.
  window.roundtableOffline = function (ready) {
    var workers;
    try { workers = navigator.serviceWorker; } catch (denied) { /* a frame without an origin */ }
    if (!workers) return;
    workers.register("sw.js", { updateViaCache: "none" }).then(function (registration) {
      function offer(worker) {
        // Without one in charge there is nothing to replace: it is the first visit.
        if (!worker || worker.state !== "installed" || !workers.controller) return;
        window.roundtableUpdate = function () {
          // Another tab has taken it already.
          if (worker.state !== "installed") return location.reload();
          workers.addEventListener("controllerchange", function () { location.reload(); });
          worker.postMessage("use");
        };
        ready();
      }
      function follow(worker) {
        if (worker) worker.addEventListener("statechange", function () { offer(worker); });
      }
      offer(registration.waiting);
      follow(registration.installing);
      registration.addEventListener("updatefound", function () { follow(registration.installing); });
      function look() {
        if (workers.controller && !document.hidden) registration.update().catch(function () { /* no network */ });
      }
      // Browsers look by themselves, some of them late; and a page may stay open for days.
      look();
      document.addEventListener("visibilitychange", look);
    }, function () { /* denied, or not there: the site needs the network */ });
  };

  // The first figure and the first date that a browser writes cost it 70 ms each on a small phone: now,
  // while it waits for the program.
  setTimeout(function () {
    try {
      new Intl.NumberFormat(navigator.language).format(1);
      new Intl.DateTimeFormat(navigator.language, { month: "long" }).format(1);
    } catch (unknown) { /* the program asks again */ }
  }, 0);

  // What the owner says, and the activity that the address asks for, are fetched beside the program, not after it.
  var asked = /^#\/a\/([a-z0-9-]+)/.exec(location.hash);
  ["site.json", asked ? "activities/" + asked[1] + ".json" : "activities/index.json"].forEach(function (file) {
    var hint = document.createElement("link");
    hint.rel = "preload"; hint.as = "fetch"; hint.href = file; hint.crossOrigin = "anonymous";
    document.head.appendChild(hint);
  });

  // Missing when the browser could not even read the script that names the files.
  var files = window.roundtableFiles;
  if (!files) { show("boot-wasm"); return; }
  files.load().then(function (program) {
    var sum = document.querySelector("link[data-integrity]");
    return program.default({
      module_or_path: sum ? fetch(files.wasm, { integrity: sum.getAttribute("data-integrity") }) : files.wasm,
    });
  }).then(function () { settled = true; }, function (cause) { show("boot-failed", cause); });
})();
