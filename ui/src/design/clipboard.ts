/**
 * Puts a text on the clipboard, also one that is still on its way.
 *
 * Webviews let a page write for a click, not for what happens a second later. A text that must
 * first be asked for is therefore handed over as a promise, while the click still counts.
 */
export async function writeClipboard(text: string | Promise<string | null>): Promise<boolean> {
  try {
    await (typeof text === "string" ? navigator.clipboard.writeText(text) : writeLater(text));
    return true;
  } catch {
    const value = await text;
    return value !== null && copyFromField(value);
  }
}

async function writeLater(text: Promise<string | null>): Promise<void> {
  const blob = asBlob(text);
  // A webview without such a clipboard never looks at it: what goes wrong is then asked of `text`.
  blob.catch(() => {});
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

async function asBlob(text: Promise<string | null>): Promise<Blob> {
  const value = await text;
  if (value === null) throw new Error("there is nothing to copy");
  return new Blob([value], { type: "text/plain" });
}

/** Webviews without the asynchronous clipboard copy what is selected. */
function copyFromField(value: string): boolean {
  const field = document.createElement("textarea");
  field.value = value;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
