/** What a server says that it supports, in plain words; the name of each capability stands beside. */
import { useState } from "react";
import type { PinnedEndpoint, Problem, ServerInspection } from "../contract/contract";
import { Button } from "../design/Button";
import { CopyField } from "../design/CopyField";
import { Fold } from "../design/Fold";
import { Icon } from "../design/Icon";
import { ProblemCard } from "../design/ProblemCard";
import { Skeleton } from "../design/Skeleton";
import { useWords } from "../l10n/words";
import { useEffects } from "../state/context";
import type { Outcome } from "../state/effects/outcome";
import styles from "./Supports.module.css";

type Props = {
  host: string;
  outcome: Outcome<ServerInspection> | null;
  pinned: readonly PinnedEndpoint[];
  again: () => void;
};

export function Supports({ host, outcome, pinned, again }: Props) {
  const words = useWords();
  if (!outcome)
    return (
      <>
        <p className={styles.quiet} role="status">
          {words.say("supports-asking", { host })}
        </p>
        <Skeleton rows={4} />
      </>
    );
  if (!outcome.answer)
    return (
      <ProblemCard problem={outcome.problem} bare>
        <Button id="inspect-again" onPress={again}>
          {words.say("try-again")}
        </Button>
      </ProblemCard>
    );
  return <Answered inspection={outcome.answer} pinned={pinned} again={again} />;
}

type AnsweredProps = Pick<Props, "pinned" | "again"> & { inspection: ServerInspection };

function Answered({ inspection, pinned, again }: AnsweredProps) {
  const words = useWords();
  const { askedAt, host } = inspection;
  return (
    <div className={styles.supports} data-inspected={inspection.fhirBaseUrl}>
      <ul className={styles.facts}>
        {abilitiesOf(inspection).map(({ id, has, technical }) => (
          <li key={id} className={styles.fact} data-ability={id} data-has={has}>
            <span className={styles.icon}>
              <Icon name={has ? "check" : "close"} size={14} />
            </span>
            <span>
              {words.say(has ? `ability-${id}` : `ability-${id}-not`)}
              <code className={styles.technical}>{technical}</code>
            </span>
          </li>
        ))}
      </ul>
      <ClientTypes inspection={inspection} />
      <Warnings inspection={inspection} />
      {inspection.managementEndpoint && (
        <Manage fhirBaseUrl={inspection.fhirBaseUrl} page={inspection.managementEndpoint} />
      )}
      <Fold id="server-technical" title={words.say("supports-technical")}>
        <Technical inspection={inspection} pinned={pinned} />
      </Fold>
      <p className={styles.asked}>
        {words.say("supports-asked", { host, when: words.clock(askedAt) })}
        <Button id="inspect-again" look="quiet" onPress={again}>
          {words.say("supports-again")}
        </Button>
      </p>
    </div>
  );
}

function Manage({ fhirBaseUrl, page }: { fhirBaseUrl: string; page: string }) {
  const words = useWords();
  const effects = useEffects();
  const [problem, setProblem] = useState<Problem | null>(null);
  const open = async () => setProblem((await effects.servers.manage(fhirBaseUrl)).problem);
  return (
    <section className={styles.section}>
      <CopyField label={words.say("supports-manage")} text={page} copy={words.say("copy-link")} />
      <div>
        <Button id="manage-access" onPress={() => void open()}>
          {words.say("manage-access")}
        </Button>
      </div>
      {problem && <ProblemCard problem={problem} />}
    </section>
  );
}

export const abilities = [
  "standalone",
  "ehr",
  "patients",
  "clinicians",
  "stays",
  "identity",
  "pkce",
  "registers",
] as const;
type Ability = { id: (typeof abilities)[number]; has: boolean; technical: string };

export function abilitiesOf(inspection: ServerInspection): Ability[] {
  const { launches, capabilities, pkce, canRegister } = inspection;
  const lists = (name: string) => capabilities.includes(name);
  return [
    { id: "standalone", has: launches.standalone, technical: "launch-standalone" },
    { id: "ehr", has: launches.ehr, technical: "launch-ehr" },
    {
      id: "patients",
      has: launches.patientStandalone || launches.patientEhr,
      technical: "permission-patient",
    },
    {
      id: "clinicians",
      has: launches.clinicianStandalone || launches.clinicianEhr,
      technical: "permission-user",
    },
    { id: "stays", has: lists("permission-offline"), technical: "permission-offline" },
    { id: "identity", has: lists("sso-openid-connect"), technical: "sso-openid-connect" },
    { id: "pkce", has: pkce, technical: "S256" },
    { id: "registers", has: canRegister, technical: "registration_endpoint" },
  ];
}

function ClientTypes({ inspection }: { inspection: ServerInspection }) {
  const words = useWords();
  return (
    <section className={styles.section}>
      <h3>{words.say("supports-clients")}</h3>
      {inspection.clientTypes.length === 0 && <p>{words.say("supports-no-clients")}</p>}
      <ul className={styles.facts}>
        {inspection.clientTypes.map(({ authentication, confirmed }) => (
          <li key={authentication} className={styles.fact} data-client={authentication}>
            <span className={styles.icon}>
              <Icon name={confirmed ? "check" : "warning"} size={14} />
            </span>
            <span>
              {words.say(`client-${authentication}`)}
              <code className={styles.technical}>
                {words.part(`client-${authentication}`, "technical")}
              </code>
              {!confirmed && <span className={styles.quiet}> {words.say("client-unsure")}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Warnings({ inspection }: { inspection: ServerInspection }) {
  const words = useWords();
  const { warnings } = inspection;
  if (warnings.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{words.say("deviations", { count: warnings.length })}</h3>
      <ul className={styles.facts}>
        {warnings.map(({ code, member }) => (
          <li key={`${code} ${member}`} className={styles.fact} data-warning={code}>
            <span className={styles.warning}>
              <Icon name="warning" size={14} />
            </span>
            <span>
              {words.code("deviation", code)}
              <code className={styles.technical}>{[code, member].filter(Boolean).join(" ")}</code>
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{words.say("deviations-explained")}</p>
    </section>
  );
}

function Technical({ inspection, pinned }: Pick<AnsweredProps, "inspection" | "pinned">) {
  const words = useWords();
  const { issuer, endpoints, capabilities, scopesSupported, scopeGrammars, legacy } = inspection;
  const facts: [string, string][] = [
    [words.say("technical-source"), legacy ? "CapabilityStatement" : "smart-configuration"],
    ...(issuer ? [["issuer", issuer] as [string, string]] : []),
    ...endpoints.map(({ name, address }): [string, string] => [
      name,
      address ?? words.say("technical-unusable"),
    ]),
    ...pinned.map(({ name, address }): [string, string] => [
      words.say("technical-agreed", { name }),
      address,
    ]),
    ["capabilities", capabilities.join(" ")],
    [words.say("technical-grammars"), scopeGrammars.join(" ")],
    ["scopes_supported", scopesSupported.join(" ")],
  ];
  return (
    <dl className={styles.technicals}>
      {facts
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
