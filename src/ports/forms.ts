/** What was added to, and taken from, the forms that a host gives to the devices of a process: lines in their order, none ever changed, so that a report filled in with an earlier form can still be read by it. Fault `store.unwritable`. */
export interface Forms {
  of(process: string): readonly string[];
  /** Durable when it returns. */
  add(process: string, line: string): void;
  /** Another word whenever lines have come. */
  edition(process: string): string;
}
