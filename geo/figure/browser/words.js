// Every word that the map shows, by language.
window.atlas = window.atlas || {};

(function (atlas) {
  "use strict";

  const plural = (n, one, many) => (n === 1 ? one : many);

  atlas.WORDS = {
    en: {
      locale: "en-US",
      title: "Where local police hold agreements with ICE",
      titleOf: (place) => `Local police agreements with ICE: ${place}`,
      formatDate: (day, month, year) => `${day} ${month} ${year}`,
      models: "Program models shown",
      names: { 1: "Jail enforcement model", 2: "Warrant service officer", 4: "Task force model" },
      short: { 1: "Jail", 2: "Warrant", 4: "Task force" },
      region(mixture, count) {
        const parts = [1, 2, 4].filter((bit) => mixture & bit).map((bit) => this.short[bit]);
        if (count === null) return parts.join(" + ");
        const n = count.toLocaleString(this.locale);
        return `${parts.join(" + ")}: ${n} ${plural(count, "county", "counties")}`;
      },
      none: "no local agreement",
      noneChosen: "none of these",
      unknown: "no list known",
      statewide: "statewide agreement",
      changes: {
        gained: "gained",
        lost: "lost",
        changed: "changed model",
        same: "no change",
      },
      levelLabel: "Show by",
      levels: [
        ["county", "Counties"],
        ["state", "States"],
      ],
      reachLabel: "Agencies",
      reaches: [
        ["all", "All local"],
        ["countywide", "Countywide"],
        ["part", "Part of a county"],
      ],
      reachHints: {
        all: "Every local agency",
        countywide: "Sheriffs, county jails and county police, which cover their whole county",
        part: "City, town, campus and other police, which cover a part of a county",
      },
      measureLabel: "Shade by",
      measures: {
        counties: "Share of counties",
        people: "Share of people",
        agreements: "Number of agreements",
      },
      search: "Find a county or state",
      whole: "Whole country",
      subtitle({ level, measure, reach, models, date, compare }) {
        const of =
          models === 7
            ? "287(g) agreements"
            : `287(g) agreements (${[1, 2, 4]
                .filter((bit) => models & bit)
                .map((bit) => this.short[bit].toLowerCase())
                .join(", ")})`;
        const whose = {
          all: "",
          countywide: " of countywide agencies",
          part: " of agencies that cover a part of a county",
        }[reach];
        if (compare) return `${of}${whose}: counties that changed from ${compare} to ${date}`;
        if (level === "state") {
          const shade = {
            counties: "share of counties with local agreements",
            people: "share of people living in a county with local agreements",
            agreements: "number of agreements",
          }[measure];
          return `${of}${whose} in force on ${date}: ${shade}, by state`;
        }
        return `${of}${whose} in force on ${date}, by county and program model`;
      },
      numbers: {
        agreements: (n) => plural(n, "agreement in force", "agreements in force"),
        agreementsNote: (t, n) => `${n(t.local)} local, ${n(t.statewide)} statewide`,
        agencies: (n) => plural(n, "agency", "agencies"),
        agenciesNote: (t) => `in ${t.states} ${plural(t.states, "state", "states, territories")}`,
        counties: (n) => plural(n, "county with agreements", "counties with agreements"),
        countiesNote: (t, n) => `${n(t.countiesCountywide)} countywide`,
        people: "of people live in them",
        peopleNote: (t, n, share) => `${share(t.peopleCountywide)} countywide`,
        changes: {
          gained: (n) => plural(n, "county gained", "counties gained"),
          lost: (n) => plural(n, "county lost", "counties lost"),
          changed: (n) => plural(n, "county changed model", "counties changed model"),
          same: (n) => plural(n, "county without change", "counties without change"),
        },
      },
      agreementsHere: (n) =>
        n ? `${n} local ${plural(n, "agreement", "agreements")}` : "No local agreement in force",
      noneHere: "None of these in force",
      statewideHere: (n, state) =>
        `${n} statewide ${plural(n, "agreement", "agreements")} of ${state}`,
      outsideRecord: "No list of ICE covers this date",
      countiesCovered: (covered, all) => `${covered} of ${all} counties with local agreements`,
      peopleCovered: (share) => `${share} of people live there`,
      source: ({ list, rows, date, copied }) =>
        `Source: ICE list of participating agencies, ${date} (${rows} rows, ${list}` +
        `${copied ? "; copy by MigrantUSA, CC BY 4.0" : ""}) and earlier lists; ` +
        "boundaries and population: US Census Bureau. 287(g) Atlas",
      gapNote: "No list survives; as the lists around it say",
      mapLabel:
        "Map of the counties of the United States. Arrow keys move it, plus and minus zoom.",
      zoomIn: "Zoom in",
      zoomOut: "Zoom out",
      classes: {
        share: ["none", "under 10%", "10–25%", "25–50%", "50–75%", "75% and more"],
        agreements: ["none", "1–9", "10–24", "25–49", "50–99", "100 and more"],
      },
      play: "Play",
      pause: "Pause",
      backMonth: "Back one month",
      back: "Back one day",
      forward: "Forward one day",
      forwardMonth: "Forward one month",
      nextChange: "Next change",
      dateLabel: "Date",
      rangeLabel: "Stretch of time",
      ranges: [
        ["2025", "since 2025"],
        ["2017", "since 2017"],
        ["2002", "since 2002"],
      ],
      speedLabel: "Speed",
      speeds: [
        ["0.5", "½×"],
        ["1", "1×"],
        ["2", "2×"],
        ["4", "4×"],
      ],
      compare: "Compare",
      compareLabel: "Compare with",
      stopCompare: "Stop comparing",
      present: "Present: hide the page around the map",
      stopPresent: "Leave the present view",
      sliderLabel: "Date shown on the map",
      sliderText: (date, n) => `${date}, ${n} agreements in force`,
      gap: "no lists survive",
      trackLabel: "Agreements in force, stacked by model",
    },
    es: {
      locale: "es-US",
      title: "Dónde la policía local tiene acuerdos con ICE",
      titleOf: (place) => `Acuerdos de la policía local con ICE: ${place}`,
      formatDate: (day, month, year) => `${day} de ${month} de ${year}`,
      models: "Modelos del programa que se muestran",
      names: {
        1: "Modelo de aplicación en cárceles",
        2: "Oficial de servicio de órdenes",
        4: "Modelo de fuerza de tarea",
      },
      short: { 1: "Cárcel", 2: "Órdenes", 4: "Fuerza de tarea" },
      region(mixture, count) {
        const parts = [1, 2, 4].filter((bit) => mixture & bit).map((bit) => this.short[bit]);
        if (count === null) return parts.join(" + ");
        const n = count.toLocaleString(this.locale);
        return `${parts.join(" + ")}: ${n} ${plural(count, "condado", "condados")}`;
      },
      none: "sin acuerdo local",
      noneChosen: "ninguno de estos",
      unknown: "sin lista conocida",
      statewide: "acuerdo estatal",
      changes: {
        gained: "pasó a tener",
        lost: "dejó de tener",
        changed: "otro modelo",
        same: "sin cambios",
      },
      levelLabel: "Mostrar por",
      levels: [
        ["county", "Condados"],
        ["state", "Estados"],
      ],
      reachLabel: "Agencias",
      reaches: [
        ["all", "Todas"],
        ["countywide", "Todo el condado"],
        ["part", "Una parte"],
      ],
      reachHints: {
        all: "Todas las agencias locales",
        countywide:
          "Sheriffs, cárceles y policías del condado, con cobertura total de su condado",
        part: "Policías de ciudades, pueblos, universidades y otras, con cobertura parcial",
      },
      measureLabel: "Colorear por",
      measures: {
        counties: "Porcentaje de condados",
        people: "Porcentaje de habitantes",
        agreements: "Número de acuerdos",
      },
      search: "Condado o estado",
      whole: "Todo el país",
      subtitle({ level, measure, reach, models, date, compare }) {
        const of =
          models === 7
            ? "Acuerdos 287(g)"
            : `Acuerdos 287(g) (${[1, 2, 4]
                .filter((bit) => models & bit)
                .map((bit) => this.short[bit].toLowerCase())
                .join(", ")})`;
        const whose = {
          all: "",
          countywide: " de cobertura total",
          part: " de cobertura parcial",
        }[reach];
        if (compare) return `${of}${whose}: condados que cambiaron del ${compare} al ${date}`;
        if (level === "state") {
          const shade = {
            counties: "porcentaje de condados con acuerdos",
            people: "porcentaje de habitantes en condados con acuerdos",
            agreements: "número de acuerdos",
          }[measure];
          return `${of}${whose} vigentes el ${date}: ${shade}, por estado`;
        }
        return `${of}${whose} vigentes el ${date}, por condado y modelo`;
      },
      numbers: {
        agreements: (n) => plural(n, "acuerdo vigente", "acuerdos vigentes"),
        agreementsNote: (t, n) =>
          `${n(t.local)} ${plural(t.local, "local", "locales")}, ` +
          `${n(t.statewide)} ${plural(t.statewide, "estatal", "estatales")}`,
        agencies: (n) => plural(n, "agencia", "agencias"),
        agenciesNote: (t) => `en ${t.states} ${plural(t.states, "estado", "estados o territorios")}`,
        counties: (n) => plural(n, "condado con acuerdos", "condados con acuerdos"),
        countiesNote: (t, n) => `${n(t.countiesCountywide)} con cobertura total`,
        people: "de la población vive allí",
        peopleNote: (t, n, share) => `${share(t.peopleCountywide)} con cobertura total`,
        changes: {
          gained: (n) => plural(n, "pasó a tener", "pasaron a tener"),
          lost: (n) => plural(n, "dejó de tener", "dejaron de tener"),
          changed: (n) => plural(n, "cambió de modelo", "cambiaron de modelo"),
          same: (n) => plural(n, "condado sin cambios", "condados sin cambios"),
        },
      },
      agreementsHere: (n) =>
        n
          ? `${n} ${plural(n, "acuerdo local", "acuerdos locales")}`
          : "Ningún acuerdo local vigente",
      noneHere: "Ninguno de estos vigente",
      statewideHere: (n, state) =>
        `${n} ${plural(n, "acuerdo estatal", "acuerdos estatales")} de ${state}`,
      outsideRecord: "Ninguna lista de ICE cubre esta fecha",
      countiesCovered: (covered, all) => `${covered} de ${all} condados con acuerdos locales`,
      peopleCovered: (share) => `${share} de la población vive allí`,
      source: ({ list, rows, date, copied }) =>
        `Fuente: lista de agencias participantes de ICE, ${date} (${rows} filas, ${list}` +
        `${copied ? "; copia de MigrantUSA, CC BY 4.0" : ""}) y ` +
        "listas anteriores; límites y población: Oficina del Censo de EE. UU. 287(g) Atlas",
      gapNote: "No se conservan listas; según las de antes y después",
      mapLabel:
        "Mapa de los condados de Estados Unidos. Las flechas lo mueven; más y menos cambian el tamaño.",
      zoomIn: "Acercar",
      zoomOut: "Alejar",
      classes: {
        share: ["ninguno", "menos de 10%", "10–25%", "25–50%", "50–75%", "75% o más"],
        agreements: ["ninguno", "1–9", "10–24", "25–49", "50–99", "100 o más"],
      },
      play: "Reproducir",
      pause: "Pausar",
      backMonth: "Retroceder un mes",
      back: "Retroceder un día",
      forward: "Avanzar un día",
      forwardMonth: "Avanzar un mes",
      nextChange: "Cambio siguiente",
      dateLabel: "Fecha",
      rangeLabel: "Período",
      ranges: [
        ["2025", "desde 2025"],
        ["2017", "desde 2017"],
        ["2002", "desde 2002"],
      ],
      speedLabel: "Velocidad",
      speeds: [
        ["0.5", "½×"],
        ["1", "1×"],
        ["2", "2×"],
        ["4", "4×"],
      ],
      compare: "Comparar",
      compareLabel: "Comparar con",
      stopCompare: "Dejar de comparar",
      present: "Presentar: ocultar la página alrededor del mapa",
      stopPresent: "Salir de la presentación",
      sliderLabel: "Fecha que se muestra en el mapa",
      sliderText: (date, n) => `${date}, ${n} acuerdos vigentes`,
      gap: "no se conservan listas",
      trackLabel: "Acuerdos vigentes, apilados por modelo",
    },
  };
})(window.atlas);
