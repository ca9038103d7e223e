/** What of a document is not shown, and where its links lead. */
import type { LeftOut as Missing, PageLink } from "../contract/contract";
import { CopyButton } from "../design/CopyButton";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import styles from "./Reader.module.css";
import { Remarks } from "./Remarks";

export function LeftOut({ leftOut, links }: { leftOut: Missing; links: readonly PageLink[] }) {
  const words = useWords();
  const effects = useEffects();
  const { active, pictures, cut } = leftOut;
  return (
    <>
      <Remarks
        remarks={[
          cut && words.say("left-out-cut"),
          pictures > 0 && words.say("left-out-pictures", { count: pictures }),
          active > 0 && words.say("left-out-active", { count: active }),
        ]}
      />
      {links.length > 0 && (
        <div className={styles.links}>
          <p>{words.say("links-in-document")}</p>
          <ul>
            {links.map(({ host, url }) => (
              <li key={url} className={styles.link}>
                <span>{host}</span>
                <CopyButton
                  label={words.say("links-copy")}
                  text={url}
                  onCopied={effects.clipboard.hold}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
