/** The resource in words, as its author wrote it. */
import { useState } from "react";
import type { Narrative as Told } from "../contract/contract";
import { Button } from "../design/Button";
import { useWords } from "../l10n/words";
import styles from "./Documents.module.css";
import { LeftOut } from "./LeftOut";
import { SafePage } from "./SafePage";

export function Narrative({ narrative }: { narrative: Told }) {
  const words = useWords();
  const [isOpen, open] = useState(false);
  const { status, text } = narrative;
  return (
    <section
      className={styles.documents}
      aria-label={words.say("narrative")}
      data-region="narrative"
    >
      <div>
        <Button
          id="show-narrative"
          look="quiet"
          aria-expanded={isOpen}
          onPress={() => open(!isOpen)}
        >
          {words.say(isOpen ? "narrative-hide" : "narrative-show")}
        </Button>
      </div>
      {isOpen && (
        <>
          {status && <p className={styles.quiet}>{words.code("narrative-status", status)}</p>}
          <SafePage html={text.html} />
          <LeftOut leftOut={text.leftOut} links={text.links} />
        </>
      )}
    </section>
  );
}
