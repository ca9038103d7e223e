/** What is selected in a record and copied is of a patient as well. */
import { useEffect } from "react";
import { useEffects } from "../state/context";

export function useCopied(): void {
  const { hold } = useEffects().clipboard;
  useEffect(() => {
    const onCopy = () => hold(String(document.getSelection() ?? ""));
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
    };
  }, [hold]);
}
