/** Clinics by name, from a list that is kept on this computer: looking one up asks nobody. */
import { type FormEvent, useEffect, useState } from "react";
import { FileTrigger } from "react-aria-components";
import type { BrandSource, Brands, Problem } from "../contract/contract";
import { Button } from "../design/Button";
import { Field } from "../design/Field";
import { Fold } from "../design/Fold";
import { ProblemCard } from "../design/ProblemCard";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import { hostOf, withScheme } from "../state/server-name";
import { useOutcome } from "../state/useOutcome";
import { Group, Item } from "./ServerList";
import styles from "./ServerList.module.css";
import { type Target, targetOfClinic } from "./target";

type Props = { typed: string; target: Target | null; onChoose: (target: Target) => void };

export function Clinics({ typed, target, onChoose }: Props) {
  const words = useWords();
  const effects = useEffects();
  const search = useSettled(typed.trim());
  const { outcome, again } = useOutcome(`clinics ${search}`, () => effects.servers.clinics(search));
  const answer = outcome?.answer ?? null;
  const found = search === "" ? [] : (answer?.brands ?? []);
  return (
    <>
      <Group
        title={words.say("servers-clinics")}
        empty={search && answer && answer.known > 0 ? words.say("clinics-none-found") : null}
      >
        {found.map((clinic) => (
          <Item
            key={`${clinic.name} ${clinic.fhirBaseUrl}`}
            id={clinic.fhirBaseUrl}
            name={clinic.name}
            second={[clinic.place, clinic.portal, hostOf(clinic.fhirBaseUrl)]
              .filter(Boolean)
              .join(" · ")}
            isChosen={target?.server === null && target.fhirBaseUrl === clinic.fhirBaseUrl}
            onChoose={() => onChoose(targetOfClinic(clinic))}
          />
        ))}
      </Group>
      {answer && <LoadClinics directory={answer} onLoaded={again} />}
    </>
  );
}

/** A text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 150);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function LoadClinics({ directory, onLoaded }: { directory: Brands; onLoaded: () => void }) {
  const words = useWords();
  const effects = useEffects();
  const [address, setAddress] = useState(directory.address ?? "");
  const [isLoading, setLoading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [loaded, setLoaded] = useState<Brands | null>(null);
  const load = async (source: BrandSource) => {
    setLoading(true);
    const { answer, problem: failed } = await effects.servers.loadClinics(source);
    setLoading(false);
    setProblem(failed);
    setLoaded(answer);
    if (answer) onLoaded();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim()) void load({ type: "address", url: withScheme(address) });
  };
  const file = async (files: FileList | null) => {
    const json = await files?.[0]?.text();
    if (json !== undefined) await load({ type: "text", json });
  };
  const { known, asOf } = loaded ?? directory;
  const when = asOf ? words.clock(asOf) : "";
  return (
    <div className={styles.load}>
      <Fold id="clinics-open" title={words.say("clinics-load")}>
        <p className={styles.quiet}>
          {known > 0 ? words.say("clinics-known", { known, when }) : words.say("clinics-unknown")}
        </p>
        <form className={styles.find} onSubmit={submit}>
          <Field
            id="clinics-address"
            label={words.say("clinics-address")}
            hint={words.say("clinics-hint")}
            value={address}
            onChange={setAddress}
            inputMode="url"
            autoComplete="off"
          />
          <div className={styles.row}>
            <Button id="clinics-load" type="submit" isDisabled={isLoading}>
              {words.say(isLoading ? "clinics-loading" : "clinics-fetch")}
            </Button>
            <FileTrigger
              acceptedFileTypes={["application/json", ".json"]}
              onSelect={(files) => void file(files)}
            >
              <Button id="clinics-file" isDisabled={isLoading}>
                {words.say("clinics-file")}
              </Button>
            </FileTrigger>
          </div>
        </form>
        {loaded && loaded.skipped > 0 && (
          <p className={styles.quiet}>{words.say("clinics-skipped", { count: loaded.skipped })}</p>
        )}
        {problem && <ProblemCard problem={problem} />}
      </Fold>
    </div>
  );
}
