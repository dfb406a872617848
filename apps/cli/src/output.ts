/** Where a command writes; a test collects it. */
export interface Output {
  line(text: string): void;
  error(text: string): void;
}
