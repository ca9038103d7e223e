/** Keeps the chart on screen as a picture, or its values as a table, in the folder for downloads. */
import { type RefObject, useState } from "react";
import type { Problem } from "../contract/contract";
import { Button } from "../design/Button";
import { ProblemCard } from "../design/ProblemCard";
import { asProblem } from "../host/host";
import { useWords, type Words } from "../l10n/words";
import { useAppState, useEffects } from "../state/context";
import type { RecordState } from "../state/state";
import { asPng, type Stamp, standalone } from "./chart-picture";
import { patientName } from "./names";
import styles from "./TrendPanel.module.css";

type Props = {
  record: string;
  analytes: readonly string[];
  remarks: readonly string[];
  picture: RefObject<SVGSVGElement | null>;
  /** A table is on screen, which is no picture. */
  isTable: boolean;
};

type Ended = { file: string } | { problem: Problem } | null;

export function TrendSave({ record, analytes, remarks, picture, isTable }: Props) {
  const words = useWords();
  const effects = useEffects();
  const state = useAppState((all) => all.records[record]);
  const [ended, setEnded] = useState<Ended>(null);
  const save = async (form: "picture" | "values") => {
    setEnded(null);
    try {
      const drawn = form === "picture" && picture.current;
      const png = drawn ? await asPng(standalone(drawn, stampOf(state, remarks, words))) : "";
      const saved = await effects.find.saveChart({
        record,
        analytes: [...analytes],
        form: form === "picture" ? { type: "picture", png } : { type: "values" },
      });
      setEnded(saved.answer ?? { problem: saved.problem });
    } catch (thrown) {
      setEnded({ problem: asProblem(thrown) });
    }
  };
  return (
    <div className={styles.save}>
      {!isTable && (
        <Button id="trend-picture" look="quiet" onPress={() => void save("picture")}>
          {words.say("trend-save-picture")}
        </Button>
      )}
      <Button id="trend-values" look="quiet" onPress={() => void save("values")}>
        {words.say("trend-save-values")}
      </Button>
      <p role="status" className={styles.remark}>
        {ended && "file" in ended && words.say("trend-saved", { file: ended.file })}
      </p>
      {ended && "problem" in ended && <ProblemCard problem={ended.problem} />}
    </div>
  );
}

/** Whose chart it is, and from where and when. */
function stampOf(record: RecordState | undefined, remarks: readonly string[], words: Words): Stamp {
  const banner = record?.banner;
  const patient = [
    banner ? (patientName(banner) ?? words.say("name-unknown")) : words.say("name-unknown"),
    banner?.birthDate && `${words.say("born")} ${words.day(banner.birthDate.raw)}`,
    banner?.identifier && `${words.say("identifier")} ${banner.identifier}`,
  ];
  const source = [
    record?.host,
    record?.asOf && words.say("as-of", { time: words.clock(record.asOf) }),
    words.say("trend-made", { time: words.clock(new Date().toISOString()) }),
  ];
  return {
    head: [patient.filter(Boolean).join(" · ")],
    foot: [...remarks, source.filter(Boolean).join(" · ")],
  };
}
