// The worker that reads QR codes: hands frames to the program beside it (src/bin/qr-reader.rs) and its texts
// back. The page starts it anew when it says that it failed, or says nothing (src/browser/reader.rs).
"use strict";
const program = fetch(self.location.href.replace(/\.js$/, ".wasm")).then(async (answer) => {
  if (!answer.ok) throw new Error(answer.status);
  // Not streaming: that fails on a host that sends WebAssembly under another type.
  const { instance } = await WebAssembly.instantiate(await answer.arrayBuffer());
  return instance.exports;
});
const failed = (cause) => self.postMessage({ failed: String(cause) });
program.then(() => self.postMessage({ ready: true }), failed);

self.onmessage = async ({ data: { pixels, width, height } }) => {
  try {
    const { memory, qr_room, qr_read, qr_answer } = await program;
    const place = qr_room(pixels.byteLength);
    if (!place) throw new Error("too large");
    new Uint8Array(memory.buffer).set(new Uint8Array(pixels), place);
    const length = qr_read(width, height);
    // The memory may have grown, and with it moved.
    const text = new TextDecoder().decode(new Uint8Array(memory.buffer, qr_answer(), length));
    self.postMessage({ texts: text ? text.split("\0") : [] });
  } catch (cause) {
    failed(cause);
  }
};
