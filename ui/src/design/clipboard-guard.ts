/**
 * Takes what says something of a patient off the clipboard again: after a minute, and when the app locks.
 *
 * Another program may have copied something since, and that is not ours to take away. Where the webview
 * lets the page read the clipboard it is compared; where it does not, only a window that had the focus
 * all the while knows. A webview that lets a page write for a click only is given the next one.
 */
export type ClipboardGuard = {
  /** This was copied, and it is of a patient. */
  hold: (text: string) => void;
  /** Nobody is there any more: it goes now. */
  clear: () => void;
};

const heldFor = 60_000;

type Held = { text: string; wasElsewhere: boolean };

export function clipboardGuard(): ClipboardGuard {
  let held: Held | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let forgetInput = () => {};

  const onBlur = () => {
    if (held) held.wasElsewhere = true;
  };

  function letGo(): void {
    held = null;
    clearTimeout(timer);
    forgetInput();
    window.removeEventListener("blur", onBlur);
  }

  async function clear(): Promise<void> {
    clearTimeout(timer);
    const mine = held;
    if (!mine) return;
    const isSame = await isStillThere(mine);
    if (held !== mine) return;
    if (!isSame) return letGo();
    try {
      await navigator.clipboard.writeText("");
      if (held === mine) letGo();
    } catch {
      if (held === mine) clearAtInput();
    }
  }

  function clearAtInput(): void {
    const options = { capture: true, once: true } as const;
    const onInput = () => void clear();
    window.addEventListener("pointerdown", onInput, options);
    window.addEventListener("keydown", onInput, options);
    forgetInput = () => {
      window.removeEventListener("pointerdown", onInput, options);
      window.removeEventListener("keydown", onInput, options);
    };
  }

  return {
    hold: (text) => {
      if (text.trim() === "") return;
      letGo();
      held = { text, wasElsewhere: false };
      window.addEventListener("blur", onBlur);
      timer = setTimeout(() => void clear(), heldFor);
    },
    clear: () => void clear(),
  };
}

async function isStillThere({ text, wasElsewhere }: Held): Promise<boolean> {
  if (!(await mayRead())) return !wasElsewhere;
  try {
    return plain(await navigator.clipboard.readText()) === plain(text);
  } catch {
    return !wasElsewhere;
  }
}

/** Some webviews put up a question when a page reads: nobody is to be asked for this. */
async function mayRead(): Promise<boolean> {
  try {
    const name = "clipboard-read" as PermissionName;
    return (await navigator.permissions.query({ name })).state === "granted";
  } catch {
    return false;
  }
}

/** Systems write the ends of lines in their own way. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
