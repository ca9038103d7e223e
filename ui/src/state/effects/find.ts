/** What the core finds in a record: what a list can be narrowed by, and what contains some words. */
import type {
  ChartSaved,
  Facets,
  FacetsQuery,
  Found,
  SaveChart,
  SearchQuery,
} from "../../contract/contract";
import type { Host } from "../../host/host";
import { type Outcome, outcome } from "./outcome";

export type FindEffects = {
  facets: (query: FacetsQuery) => Promise<Outcome<Facets>>;
  search: (query: SearchQuery) => Promise<Outcome<Found>>;
  /** Writes what it found of a result over time into the folder for downloads. */
  saveChart: (request: SaveChart) => Promise<Outcome<ChartSaved>>;
};

export function findEffects(host: Host): FindEffects {
  return {
    facets: (query) => outcome(host.call("facets", query)),
    search: (query) => outcome(host.call("search", query)),
    saveChart: (request) => outcome(host.call("save_chart", request)),
  };
}
