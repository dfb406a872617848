/** The texts of one kind of letter: Handlebars over `LetterContext`, HTML; letterhead, table and payment box come from the layout. */
export interface LetterTemplate {
  readonly subject: string;
  /** Goes by registered post, and says so. */
  readonly registered?: true;
  /** Before the table. */
  readonly opening: string;
  /** After the payment box. */
  readonly closing: string;
}
