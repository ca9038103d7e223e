/** The terms of the software of others, where this build carries them (`cargo xtask licences`). */
import { useEffect, useState } from "react";

const files = import.meta.glob<string>("/generated/third-party-licences.txt", {
  query: "?raw",
  import: "default",
});

/** The text; `null`: this build has none; `undefined`: it is being read. Read when it is looked at. */
export function useTerms(): string | null | undefined {
  const [terms, setTerms] = useState<string | null>();
  useEffect(() => {
    let isWanted = true;
    const [load] = Object.values(files);
    const show = (text: string | null) => isWanted && setTerms(text);
    if (load) load().then(show, () => show(null));
    else show(null);
    return () => {
      isWanted = false;
    };
  }, []);
  return terms;
}
