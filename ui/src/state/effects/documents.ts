/** Documents of a record: asked for while they are looked at, and kept nowhere else. */
import type {
  AttachmentRef,
  Attachments,
  DocumentEvent,
  DocumentSaved,
  Problem,
} from "../../contract/contract";
import type { Cancel, Host } from "../../host/host";
import { type Outcome, outcome } from "./outcome";

export type DocumentEffects = {
  /** What a resource brings to be read. */
  list: (record: string, key: string) => Promise<Outcome<Attachments>>;
  /** Opens one; giving up tells the core, which stops fetching. */
  open: (
    attachment: AttachmentRef,
    onEvent: (event: DocumentEvent) => void,
    onProblem: (problem: Problem) => void,
  ) => Cancel;
  save: (attachment: AttachmentRef) => Promise<Outcome<DocumentSaved>>;
  /** Lets the browser show one that is at another server. */
  elsewhere: (attachment: AttachmentRef) => Promise<Outcome<null>>;
};

export function documentEffects(host: Host): DocumentEffects {
  return {
    list: (record, key) => outcome(host.call("attachments", { record, key })),
    open: (attachment, onEvent, onProblem) => {
      let isOver = false;
      const stop = host.stream(
        "open_document",
        attachment,
        (event) => {
          isOver = event.type === "finished" || event.type === "failed";
          onEvent(event);
        },
        onProblem,
      );
      return () => {
        stop();
        const { record } = attachment;
        if (!isOver) host.call("close_document", { record }).catch(() => {});
      };
    },
    save: (attachment) => outcome(host.call("save_document", attachment)),
    elsewhere: (attachment) => outcome(host.call("open_elsewhere", attachment)),
  };
}
