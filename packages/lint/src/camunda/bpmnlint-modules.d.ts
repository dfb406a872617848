/** What this room uses of bpmnlint and its rules for Camunda 8. */
declare module 'bpmnlint/lib/linter.js' {
  class Linter {
    constructor(options: {
      readonly resolver: {
        resolveRule(pkg: string, ruleName: string): Linter.RuleFactory | undefined;
        resolveConfig(pkg: string, configName: string): undefined;
      };
    });
    lint(root: unknown, config: Linter.Config): Promise<Readonly<Record<string, readonly Linter.Report[]>>>;
  }
  namespace Linter {
    type RuleFactory = (config: unknown) => object;
    interface Report {
      readonly id?: string;
      readonly message: string;
      readonly category: string;
    }
    interface Config {
      readonly rules: Readonly<Record<string, readonly [string, { readonly version: string }]>>;
    }
  }
  export = Linter;
}
declare module 'bpmnlint-plugin-camunda-compat/rules/camunda-cloud/*' {
  const rule: (config: unknown) => object;
  export = rule;
}
