/** The activity log: asked for while it is on screen, and kept nowhere else. */
import type { ActivityExported, ActivityGroup, ActivityPage } from "../../contract/contract";
import type { Host } from "../../host/host";
import { type Outcome, outcome } from "./outcome";

export type ActivityEffects = {
  /** Entries of a kind (`null`: all), before the one of this number (`null`: the newest). */
  page: (group: ActivityGroup | null, before: number | null) => Promise<Outcome<ActivityPage>>;
  export: () => Promise<Outcome<ActivityExported>>;
  /** The record of this session goes on paper. */
  printed: (record: string) => void;
};

/** Entries in one request. */
const pageSize = 100;

export function activityEffects(host: Host): ActivityEffects {
  return {
    page: (group, before) =>
      outcome(
        host.call("activity", {
          count: pageSize,
          ...(group ? { group } : {}),
          ...(before === null ? {} : { before }),
        }),
      ),
    export: () => outcome(host.call("export_activity", null)),
    printed: (record) => {
      host.call("printed", { record }).catch(() => {});
    },
  };
}
