/** The places of a record, as the contract names them: no section is left out of any walk. */
import { sectionNames } from "../../ui/src/contract/contract";

export const places: readonly string[] = ["summary", ...sectionNames, "timeline"];
