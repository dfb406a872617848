/** A text in both languages of the product. */
export interface Words {
  readonly pl: string;
  readonly en: string;
}

/** Where a step stands in the palette. */
export type StepGroup = 'contact' | 'formal' | 'decide';
export type StepIcon = 'mail' | 'sms' | 'letter' | 'demand' | 'phone' | 'approve' | 'register' | 'court' | 'message';

/** A field of a step's panel, kept as a task header. */
export interface StepField {
  /** Key of the task header. */
  readonly header: string;
  readonly control:
    | { readonly kind: 'line' }
    | { readonly kind: 'prose' }
    /** ISO duration of whole days (`P14D`). */
    | { readonly kind: 'days' }
    /** Whole number. */
    | { readonly kind: 'number' }
    /** Roles, joined by comma. */
    | { readonly kind: 'roles' }
    | { readonly kind: 'choice'; readonly options: readonly { readonly value: string; readonly name: Words }[] };
  readonly label: Words;
  readonly hint?: Words;
  readonly initial?: Words;
  readonly required?: true;
}

/** A step in business words: a job type with what its author fills in, and what is passed without asking. */
export interface StepTemplate {
  readonly jobType: string;
  readonly group: StepGroup;
  readonly icon: StepIcon;
  readonly name: Words;
  /** What happens when a case gets here. */
  readonly hint: Words;
  readonly fields: readonly StepField[];
  /** Variables that the step is given: target by FEEL source. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Variables that it leaves in the case. */
  readonly outputs: Readonly<Record<string, string>>;
}
