/** What of the choice is not here, said before anything is written. */
import type { ExportChoice, ExportCounts } from "../contract/contract";
import { Icon } from "../design/Icon";
import { useWords } from "../l10n/words";
import { missingOf } from "./choice";
import styles from "./ExportDialog.module.css";

export function Missing({ counts, what }: { counts: ExportCounts; what: ExportChoice }) {
  const words = useWords();
  const missing = counts.sections.flatMap((section) => {
    const kind = what.sections.includes(section.section) ? missingOf(section) : null;
    return kind ? [{ section: section.section, kind }] : [];
  });
  if (missing.length === 0)
    return (
      <p className={styles.quiet} data-missing="none">
        {words.say("export-complete")}
      </p>
    );
  return (
    <div className={styles.missing} role="status" data-missing={missing.length}>
      <Icon name="warning" />
      <div>
        <p className={styles.strong}>{words.say("export-missing-title")}</p>
        <p>
          {missing
            .map(({ section, kind }) =>
              words.say(`export-missing-${kind}`, { section: words.say(`place-${section}`) }),
            )
            .join(" ")}{" "}
          {words.say("export-missing-copy")}
        </p>
      </div>
    </div>
  );
}
