// Keeps the site usable without a network. The build puts in what it made (xtask/src/offline.rs) and
// writes this as sw.js beside the page.
//
// What a build made is taken from its own cache only, so that a page never runs with the files of another version.
// What an owner may edit (OWNERS) comes from the cache as well and is asked for anew behind it: the next look has it.
// A mistake of the owner's in one of these files takes neither the other files nor the next version along, and what
// the owner takes away is gone with the second look.
// Nothing but caches of this site's own folder is ever removed, and those of the two versions before stay: an old tab
// may still need a piece of one.
"use strict";

const VERSION = "@VERSION@";
// The name of the program, which the page holds.
const PROGRAM = "@PROGRAM@";
// What this version needs: each name with the beginning of its SHA-256, or "" for what an owner may edit.
const FILES = { "@FILES@": "" };
const PAGE = "index.html";
const CATALOGUE = "activities/index.json";
const SITE = "site.json";
const OWNERS = /^(activities\/[^/]+\.json|site\.json|library\.json|manifest\.webmanifest|index\.html)$/;
// A picture in this folder or one below it: what `is_picture` (domain/site.rs) takes for the owner's logo.
const PICTURE = /^([\w-][\w.-]*\/)*[\w-][\w.-]*\.(svg|png|webp|jpe?g)$/;
const ID = /^[a-z0-9-]+$/;
const HASHED = /-[0-9a-f]{16}(_bg)?\.(wasm|js|css)$/;
// As a right host sends them: then the browser may begin before all has arrived.
const TYPES = {
  css: "text/css", html: "text/html; charset=utf-8", jpeg: "image/jpeg", jpg: "image/jpeg", js: "text/javascript",
  json: "application/json", png: "image/png", svg: "image/svg+xml", wasm: "application/wasm",
  webmanifest: "application/manifest+json", webp: "image/webp",
};

const FOLDER = new URL("./", location.href).pathname;
const OWN = "roundtable:" + FOLDER + ":";
const CACHE = OWN + VERSION;
/** How many files are fetched side by side: the page that is looked at comes first. */
const AT_ONCE = 4;
/** How many complete versions before this one stay. */
const BEFORE = 2;

const own = async () => (await caches.keys()).filter((name) => name.startsWith(OWN));

/** Whether a name is the owner's, whatever is there: the app's own pictures are, too. */
const isOwners = (name) => OWNERS.test(name) || (name in FILES && PICTURE.test(name));

/** The bytes of a file as the host has them now; an error where they are not what they should be, with the status where
 * the host sent none. */
async function fetched(name) {
  const ask = (path) => fetch(path, { cache: "no-cache", priority: "low" });
  // Some hosts send the page from the folder's address only, and lead there from its name; others by its name only.
  let answer = await ask(name === PAGE ? "./" : name);
  if (name === PAGE && !answer.ok) answer = await ask(PAGE);
  if (!answer.ok) throw Object.assign(new Error(answer.status + " " + name), { status: answer.status });
  const bytes = await answer.arrayBuffer();
  if (!await isRight(name, bytes, answer.headers.get("Content-Type") || "")) throw new Error("not " + name);
  return bytes;
}

/** A network that asks for a password answers with a page of its own. */
async function isRight(name, bytes, type) {
  const text = () => new TextDecoder().decode(bytes);
  if (name === PAGE) return text().includes(PROGRAM);
  if (OWNERS.test(name)) {
    try { JSON.parse(text()); return true; } catch (wrong) { return false; }
  }
  // An owner has other icons, and some hosts make pictures smaller.
  if (PICTURE.test(name) && type.startsWith("image/")) return true;
  if (!(name in FILES)) return false;
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("") === FILES[name];
}

function put(cache, name, bytes) {
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] || "application/octet-stream";
  return cache.put(name, new Response(bytes, { headers: { "Content-Type": type } }));
}

/** Fills the cache of this version. What is in it from an interrupted attempt, or in that of an earlier version under
 * the same hash, is not fetched again. The page comes last: a cache with it is complete. */
async function fill() {
  const cache = await caches.open(CACHE);
  const keep = async (name) => {
    if (await cache.match(name)) return;
    // Under the same name, but not for that the same bytes.
    const known = HASHED.test(name) && await anywhere(name);
    const bytes = known && await known.arrayBuffer();
    const isSame = bytes && await isRight(name, bytes, "");
    await put(cache, name, isSame ? bytes : await fetched(name));
  };
  await inTurn(Object.keys(FILES).filter((name) => name !== PAGE), (name) => {
    return isOwners(name) ? keep(name).catch((wrong) => keepOld(cache, name, wrong)) : keep(name);
  });
  await addListed(cache);
  await keep(PAGE);
}

/** Whether the host says that a file is no longer there which the site does without. What a version brings along is
 * missed: that it is not there is a mistake. */
const isGone = (name, wrong) => (wrong.status === 404 || wrong.status === 410) && (name === SITE || !(name in FILES));

/** What the owner has broken is kept as the version before had it, if it had. Without a network, there is no telling
 * what is broken. */
async function keepOld(cache, name, wrong) {
  if (wrong instanceof TypeError) throw wrong;
  if (isGone(name, wrong)) return;
  const old = await anywhere(name);
  if (old) await cache.put(name, old);
}

/** Adds what the owner has put into the catalogue or named in site.json: activities and the logo. What is missing on
 * the host is not missed. */
async function addListed(cache) {
  const read = (name) => cache.match(name).then((known) => known.json()).catch(() => null).then((value) => value || {});
  const list = ({ activities }) => Array.isArray(activities) ? activities : [];
  const said = await read(SITE);
  const ids = list(await read(CATALOGUE)).map((entry) => entry && entry.id).concat(list(said));
  const names = ids.filter((id) => ID.test(id)).map((id) => "activities/" + id + ".json");
  if (PICTURE.test(said.logo)) names.push(said.logo);
  await inTurn(names, async (name) => {
    if (await cache.match(name)) return;
    await fetched(name).then((bytes) => put(cache, name, bytes)).catch(() => undefined);
  });
}

async function inTurn(names, act) {
  const waiting = names.slice();
  const worker = async () => {
    while (waiting.length) await act(waiting.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** A file in a cache of whatever version of this site. */
async function anywhere(name) {
  for (const key of (await own()).reverse()) {
    const known = await (await caches.open(key)).match(name);
    if (known) return known;
  }
  return undefined;
}

/** Leaves this version and the last complete ones before it. */
async function tidy() {
  let left = BEFORE;
  for (const key of (await own()).filter((key) => key !== CACHE).reverse()) {
    const complete = left > 0 && await (await caches.open(key)).match(PAGE);
    if (complete) left -= 1;
    else await caches.delete(key);
  }
}

let asking;
/** Whether the host still has this version: the files of another may hold what this one cannot read. Who asks
 * meanwhile gets the same answer. */
function isCurrent() {
  const answered = (is) => { asking = undefined; return is; };
  asking = asking || fetched(PAGE).then(() => answered(true), () => answered(false));
  return asking;
}

/** What an owner may edit: at once as it was, and for the next time as it is now. */
async function current(event, name) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(name);
  // Other apps may have pictures below this folder: only the one that was put there is this site's.
  if (!known && !isOwners(name)) return fetch(event.request);
  const renewed = async () => {
    let bytes;
    try { bytes = await fetched(name); } catch (wrong) { if (!isGone(name, wrong)) return; }
    // In the middle of an upload, what is missing may be still to come.
    if (!await isCurrent()) return;
    if (!bytes) { await cache.delete(name); return; }
    await put(cache, name, bytes);
    if (name === CATALOGUE || name === SITE) await addListed(cache);
  };
  event.waitUntil(renewed().catch(() => undefined));
  return known || fetch(event.request);
}

/** Begins the next attempt afresh: what a failed worker has left, WebKit neither reads nor replaces. */
async function giveUp(cause) {
  await caches.delete(CACHE);
  throw cause;
}

self.addEventListener("install", (event) => event.waitUntil(fill().catch(giveUp)));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));
self.addEventListener("message", (event) => {
  if (event.data === "use") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(FOLDER)) return;
  // Whoever asks past all caches gets past this one too; not the page itself, which would come in another version
  // than its files.
  if (request.mode !== "navigate" && (request.cache === "reload" || request.cache === "no-store")) return;
  const name = url.pathname.slice(FOLDER.length) || PAGE;
  if (isOwners(name) || (PICTURE.test(name) && !url.search)) {
    event.respondWith(current(event, name));
  } else if (name in FILES) {
    event.respondWith(caches.open(CACHE).then((cache) => cache.match(name)).then((known) => known || fetch(request)));
  } else if (HASHED.test(name)) {
    event.respondWith(anywhere(name).then((known) => known || fetch(request)));
  }
});
