/** What was done with the app on this computer, and whether the log of it is what was written. */
import { useState } from "react";
import type { ActivityGroup } from "../contract/contract";
import { Button } from "../design/Button";
import { Choice } from "../design/Choice";
import { ProblemCard } from "../design/ProblemCard";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import styles from "./Activity.module.css";
import { Entries } from "./Entries";
import { Standing } from "./Standing";
import { useActivity } from "./useActivity";

const filters = ["all", "signIn", "record", "app"] as const;
type Filter = (typeof filters)[number];

export function Activity() {
  const words = useWords();
  const [filter, setFilter] = useState<Filter>("all");
  const group: ActivityGroup | null = filter === "all" ? null : filter;
  const log = useActivity(group);
  return (
    <div className={styles.page} data-activity={log.state?.type ?? "asking"}>
      <p className={styles.lead}>{words.say("activity-lead")}</p>
      <Standing log={log} />
      <div className={styles.tools}>
        <Choice
          label={words.say("activity-filter")}
          value={filter}
          options={filters.map((id) => ({ id, label: words.say(`activity-filter-${id}`) }))}
          onChange={setFilter}
        />
        <Button id="activity-export" isDisabled={log.isExporting} onPress={log.export}>
          {words.say("activity-export")}
        </Button>
      </div>
      {log.problem && (
        <ProblemCard problem={log.problem}>
          <Button id="activity-again" onPress={log.again}>
            {words.say("try-again")}
          </Button>
        </ProblemCard>
      )}
      {!log.entries && !log.problem && <Skeleton />}
      {log.entries && <Entries entries={log.entries} isFiltered={group !== null} />}
      {log.more && (
        <Button id="activity-older" onPress={log.older}>
          {words.say("activity-older")}
        </Button>
      )}
    </div>
  );
}
