/** The resource that is looked at, asked for again whenever its section changes. */
import { useCallback, useEffect } from "react";
import { useAppState, useEffects } from "../state/context";
import { revisionOf, sectionView } from "../state/lists";
import type { RecordState, ResourceState, Selected } from "../state/state";

export function useResource(
  record: RecordState,
  { key, section }: Selected,
): { resource: ResourceState | null; ask: () => void } {
  const effects = useEffects();
  const { session } = record;
  const revision = revisionOf(record, sectionView("section", section));
  const ask = useCallback(
    () => effects.record.resource({ session, key, revision }),
    [effects, session, key, revision],
  );
  useEffect(ask, [ask]);
  const resource = useAppState((state) => state.resource);
  const isOwn = resource?.asked.session === session && resource.asked.key === key;
  return { resource: isOwn ? resource : null, ask };
}
