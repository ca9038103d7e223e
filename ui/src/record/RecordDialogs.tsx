/** What floats above a record. */
import { ExportDialog } from "../export/ExportDialog";
import { useAppState, useDispatch } from "../state/context";
import type { RecordState } from "../state/state";
import { KeptHere } from "./KeptHere";
import { NotShown } from "./NotShown";
import { Palette } from "./Palette";
import { Shortcuts } from "./Shortcuts";

export function RecordDialogs({ record }: { record: RecordState }) {
  const dialog = useAppState((state) => state.dialog);
  const dispatch = useDispatch();
  const close = () => dispatch({ type: "dialogShown", dialog: null });
  switch (dialog) {
    case "palette":
      return <Palette record={record} onClose={close} />;
    case "shortcuts":
      return <Shortcuts onClose={close} />;
    case "notShown":
      return <NotShown record={record} onClose={close} />;
    case "export":
      return <ExportDialog record={record} onClose={close} />;
    case "kept":
      return <KeptHere record={record} onClose={close} />;
    case null:
      return null;
  }
}
