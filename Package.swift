// swift-tools-version: 6.2
import PackageDescription

// Every target is compiled with the same settings; each line says why it is there.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  // An existential box must be visible where it is paid for.
  .enableUpcomingFeature("ExistentialAny"),
  // A C type that leaks out of its wrapper is a compile error, not a review comment.
  .enableUpcomingFeature("InternalImportsByDefault"),
  // A file names the modules whose members it uses: the import list is the dependency list.
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "redian",
  products: [.executable(name: "redian", targets: ["redian"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  // Who uses a Classifier names RedianMatch as well, although nothing of it is imported: the layout of its
  // values is part of a Classifier's, and an incremental build compiles again only what is named here.
  targets: [
    // C libraries of the system, one wrapper target each.
    .systemLibrary(name: "CLibcsv", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CLibxlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CLiblinear", providers: [.apt(["liblinear-dev"])]),
    // The C library's allocator: what was freed goes back to the system.
    .systemLibrary(name: "CMalloc"),
    // Boost.Math behind a C header: incomplete beta and gamma functions and their inverses.
    .target(name: "CSpecialFunctions"),
    // Cache lines asked for before they are read.
    .target(name: "CPrefetch"),
    // Random numbers for liblinear, a state a thread.
    .target(name: "CThreadRandom"),
    // Whether what was printed has been written.
    .target(name: "COutput"),
    // Counts what a thread asks the allocator for; for measurements alone.
    .target(name: "CAllocationCount"),
    // Taxonomy, lexicon, model, frames and calendar, compiled into the binary.
    .target(name: "CEmbedded"),

    .target(name: "RedianCore", swiftSettings: strict),
    .target(name: "RedianMatch", dependencies: ["CPrefetch"], swiftSettings: strict),
    .target(
      name: "RedianIngest",
      dependencies: ["RedianCore", "CLibcsv", "CZlib", "CZstd"],
      swiftSettings: strict
    ),
    .target(
      name: "RedianClassify",
      dependencies: [
        "RedianCore", "RedianMatch", "CEmbedded", "CPrefetch", "CZlib",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "RedianTrain",
      dependencies: [
        "RedianCore", "RedianMatch", "RedianClassify", "CEmbedded", "CLiblinear", "CThreadRandom",
      ],
      swiftSettings: strict
    ),
    .target(
      name: "RedianStats",
      dependencies: ["RedianCore", "CSpecialFunctions"],
      swiftSettings: strict
    ),
    .target(
      name: "RedianPipeline",
      dependencies: [
        "RedianCore", "RedianIngest", "RedianMatch", "RedianClassify", "RedianStats", "CEmbedded",
        "CMalloc",
      ],
      swiftSettings: strict
    ),
    .target(
      name: "RedianReport",
      dependencies: ["RedianCore", "RedianStats", "CEmbedded", "CLibxlsxwriter"],
      swiftSettings: strict
    ),
    .target(name: "RedianSample", dependencies: ["RedianCore"], swiftSettings: strict),
    .executableTarget(
      name: "redian",
      dependencies: [
        "RedianCore", "RedianIngest", "RedianMatch", "RedianClassify", "RedianTrain", "RedianStats",
        "RedianPipeline", "RedianReport", "RedianSample", "COutput",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict
    ),
    // Stage benchmarks, redian beside plain libcsv, and simulations of planted hotspots.
    .executableTarget(
      name: "redian-bench",
      dependencies: [
        "RedianCore", "RedianMatch", "RedianClassify", "RedianStats", "RedianPipeline",
        "RedianSample", "CAllocationCount", "CLibcsv",
      ],
      swiftSettings: strict
    ),

    // Damaged inputs without end, for the address sanitizer.
    .executableTarget(
      name: "redian-fuzz",
      dependencies: ["RedianCore", "RedianIngest"],
      swiftSettings: strict
    ),

    .testTarget(name: "RedianCoreTests", dependencies: ["RedianCore"], swiftSettings: strict),
    .testTarget(
      name: "RedianIngestTests",
      dependencies: ["RedianCore", "RedianIngest", "CZstd"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "RedianClassifyTests",
      dependencies: ["RedianCore", "RedianMatch", "RedianClassify", "RedianTrain"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "RedianPipelineTests",
      dependencies: ["RedianPipeline", "RedianStats"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "RedianStatsTests",
      dependencies: ["RedianCore", "RedianStats"],
      exclude: ["Oracles"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "RedianReportTests",
      dependencies: ["RedianCore", "RedianStats", "RedianReport"],
      swiftSettings: strict
    ),
    // Runs the built binary.
    .testTarget(name: "RedianCLITests", dependencies: ["redian"], swiftSettings: strict),
    .testTarget(
      name: "RedianSampleTests",
      dependencies: ["RedianCore", "RedianSample"],
      swiftSettings: strict
    ),
  ]
)
