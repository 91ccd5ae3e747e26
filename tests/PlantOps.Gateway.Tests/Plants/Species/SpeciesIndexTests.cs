using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Tests.Plants.Species;

public sealed class SpeciesIndexTests
{
    private static readonly IReadOnlyList<SpeciesProfile> Profiles = SpeciesFile.BuiltIn();
    private static readonly SpeciesIndex Index = new(Profiles);

    [Theory]
    [InlineData("monstra", "monstera-deliciosa")]
    [InlineData("monsterra delicosa", "monstera-deliciosa")]
    [InlineData("swis cheese plant", "monstera-deliciosa")]
    [InlineData("potos", "epipremnum-aureum")]
    [InlineData("epipremnun", "epipremnum-aureum")]
    [InlineData("diefenbachia", "dieffenbachia-seguine")]
    [InlineData("dumb caen", "dieffenbachia-seguine")]
    [InlineData("peace lilly", "spathiphyllum-wallisii")]
    [InlineData("spathiphylum", "spathiphyllum-wallisii")]
    [InlineData("zamioculca", "zamioculcas-zamiifolia")]
    [InlineData("zamiocolcas zamifolia", "zamioculcas-zamiifolia")]
    [InlineData("zzplant", "zamioculcas-zamiifolia")]
    [InlineData("sanseveria", "dracaena-trifasciata")]
    [InlineData("mother in laws tounge", "dracaena-trifasciata")]
    [InlineData("chlorophitum comosum", "chlorophytum-comosum")]
    [InlineData("spidr plant", "chlorophytum-comosum")]
    [InlineData("fiddel leaf fig", "ficus-lyrata")]
    [InlineData("ficus benjamini", "ficus-benjamina")]
    [InlineData("calatea orbifolia", "goeppertia-orbifolia")]
    [InlineData("boston furn", "nephrolepis-exaltata")]
    [InlineData("aloevera", "aloe-vera")]
    [InlineData("echevaria", "echeveria-elegans")]
    [InlineData("philodendrum", "philodendron-hederaceum")]
    [InlineData("phaleonopsis", "phalaenopsis-amabilis")]
    [InlineData("african voilet", "streptocarpus-ionanthus")]
    [InlineData("saintpaula", "streptocarpus-ionanthus")]
    [InlineData("ponsettia", "euphorbia-pulcherrima")]
    [InlineData("rosmary", "salvia-rosmarinus")]
    [InlineData("basel", "ocimum-basilicum")]
    [InlineData("tomatoe", "solanum-lycopersicum")]
    [InlineData("zuchini", "cucurbita-pepo")]
    [InlineData("brocolli", "brassica-oleracea-var-italica")]
    [InlineData("geranuim", "pelargonium-hortorum")]
    [InlineData("bouganvilla", "bougainvillea-glabra")]
    [InlineData("Gruenlilie", "chlorophytum-comosum")]
    [InlineData("grünlielie", "chlorophytum-comosum")]
    [InlineData("bogenhaf", "dracaena-trifasciata")]
    [InlineData("schnitlauch", "allium-schoenoprasum")]
    [InlineData("fleissiges lischen", "impatiens-walleriana")]
    [InlineData("anthurum", "anthurium-andraeanum")]
    [InlineData("aglonema", "aglaonema-commutatum")]
    [InlineData("arrowhed vine", "syngonium-podophyllum")]
    [InlineData("caladum", "caladium-bicolor")]
    [InlineData("kentia plam", "howea-forsteriana")]
    [InlineData("yuca", "yucca-gigantea")]
    [InlineData("norfolk iland pine", "araucaria-heterophylla")]
    [InlineData("shefflera", "heptapleurum-arboricola")]
    [InlineData("money tre", "pachira-aquatica")]
    [InlineData("staghron fern", "platycerium-bifurcatum")]
    [InlineData("pepperomia", "peperomia-obtusifolia")]
    [InlineData("chinese mony plant", "pilea-peperomioides")]
    [InlineData("cyclamin", "cyclamen-persicum")]
    [InlineData("gardinia", "gardenia-jasminoides")]
    [InlineData("birds of paridise", "strelitzia-reginae")]
    [InlineData("string of perls", "curio-rowleyanus")]
    [InlineData("cillantro", "coriandrum-sativum")]
    [InlineData("lavander", "lavandula-angustifolia")]
    [InlineData("peper mint", "mentha-piperita")]
    [InlineData("rubarb", "rheum-rhabarbarum")]
    [InlineData("fushia", "fuchsia-hybrida")]
    [InlineData("hydranga", "hydrangea-macrophylla")]
    [InlineData("crysanthemum", "chrysanthemum-morifolium")]
    [InlineData("Weihnachtstern", "euphorbia-pulcherrima")]
    [InlineData("Alpenfeilchen", "cyclamen-persicum")]
    [InlineData("Kapuzinerkrese", "tropaeolum-majus")]
    [InlineData("venus fly trp", "dionaea-muscipula")]
    [InlineData("tradescanthia", "tradescantia-zebrina")]
    [InlineData("hibicus", "hibiscus-rosa-sinensis")]
    [InlineData("kalanchoy", "kalanchoe-blossfeldiana")]
    [InlineData("oregeno", "origanum-vulgare")]
    [InlineData("cucmber", "cucumis-sativus")]
    [InlineData("letuce", "lactuca-sativa")]
    [InlineData("spinich", "spinacia-oleracea")]
    [InlineData("blubery", "vaccinium-corymbosum")]
    [InlineData("dalia", "dahlia-pinnata")]
    [InlineData("begonia maculatta", "begonia-maculata")]
    [InlineData("Radischen", "raphanus-sativus")]
    [InlineData("Fensterblat", "monstera-deliciosa")]
    public void Find_Misspelt_HasTheWantedOneFirst(string typed, string wanted) => Assert.Equal(wanted, Index.Find(typed)[0].Id);

    [Theory]
    [InlineData("mons", "monstera-")]
    [InlineData("dieff", "dieffenbachia-")]
    [InlineData("snake pl", "dracaena-trifasciata")]
    [InlineData("Monstera Thai Constellation", "monstera-")]
    [InlineData("the peace lily", "spathiphyllum-wallisii")]
    [InlineData("coffee from Kenya", "coffea-arabica")]
    public void Find_OnlyBegunOrWithMore_HasTheWantedOneFirst(string typed, string wanted) =>
        Assert.StartsWith(wanted, Index.Find(typed)[0].Id, StringComparison.Ordinal);

    [Theory]
    [InlineData("monstera plant", "monstera-deliciosa")]
    [InlineData("tomato plant", "solanum-lycopersicum")]
    [InlineData("tomato plants", "solanum-lycopersicum")]
    [InlineData("peace lily plant", "spathiphyllum-wallisii")]
    [InlineData("aloe vera plant", "aloe-vera")]
    [InlineData("mini monstera", "rhaphidophora-tetrasperma")]
    [InlineData("basil plant", "ocimum-basilicum")]
    [InlineData("my ficus", "ficus-benjamina")]
    [InlineData("Basilikum Pflanze", "ocimum-basilicum")]
    [InlineData("Zimmerpflanze Efeutute", "epipremnum-aureum")]
    [InlineData("plante monstera", "monstera-deliciosa")]
    [InlineData("planta de albahaca", "ocimum-basilicum")]
    [InlineData("langue de belle-mère", "dracaena-trifasciata")]
    [InlineData("oiseau de paradis", "strelitzia-reginae")]
    [InlineData("menthe", "mentha-spicata")]
    [InlineData("romarin", "salvia-rosmarinus")]
    [InlineData("muguet", "convallaria-majalis")]
    [InlineData("laurier rose", "nerium-oleander")]
    [InlineData("lengua de suegra", "dracaena-trifasciata")]
    [InlineData("costilla de adan", "monstera-deliciosa")]
    [InlineData("hierbabuena", "mentha-spicata")]
    [InlineData("potus", "epipremnum-aureum")]
    [InlineData("helecho de boston", "nephrolepis-exaltata")]
    [InlineData("adelfa", "nerium-oleander")]
    public void Find_GenericWordsOrOtherLanguages_HasTheWantedOneFirst(string typed, string wanted) =>
        Assert.StartsWith(wanted, Index.Find(typed)[0].Id, StringComparison.Ordinal);

    [Theory]
    [InlineData("Oenanthe")]
    [InlineData("Atropa")]
    [InlineData("Cicuta")]
    public void Match_NameThatIsOnlySomewhatLikeOne_SaysThatItIsNotKnown(string typed) =>
        Assert.All(Index.Match(typed), one => Assert.Equal([typed.ToLowerInvariant()], one.LeftOut));

    [Theory]
    [InlineData("ficus pleureur", "ficus-benjamina")]
    [InlineData("philodendron pink princess", "philodendron-erubescens")]
    [InlineData("roma tomato", "solanum-lycopersicum")]
    [InlineData("monstera albo", "monstera-deliciosa")]
    public void Find_WordsOfSeveralNamesOrACultivar_HasTheWantedOneFirst(string typed, string wanted) =>
        Assert.Equal(wanted, Index.Find(typed)[0].Id);

    [Theory]
    [InlineData("ivy", "hedera-helix")]
    [InlineData("begonia", "begonia-")]
    [InlineData("fern", "nephrolepis-exaltata")]
    [InlineData("Farn", "nephrolepis-exaltata")]
    [InlineData("lily", "lilium-hybridum")]
    [InlineData("lilie", "lilium-hybridum")]
    [InlineData("lilium", "lilium-hybridum")]
    [InlineData("Easter lily", "lilium-longiflorum")]
    [InlineData("tiger lily", "lilium-lancifolium")]
    [InlineData("stargazer lily", "lilium-hybridum")]
    [InlineData("daylily", "hemerocallis-fulva")]
    [InlineData("lily of the valley", "convallaria-majalis")]
    [InlineData("Maiglöckchen", "convallaria-majalis")]
    [InlineData("daffodil", "narcissus-pseudonarcissus")]
    [InlineData("tulip", "tulipa-gesneriana")]
    [InlineData("foxglove", "digitalis-purpurea")]
    [InlineData("yew", "taxus-baccata")]
    [InlineData("orchid", "phalaenopsis-amabilis")]
    public void Find_WordOfManyNames_HasTheWholeNameOrGenusFirst(string typed, string wanted) =>
        Assert.StartsWith(wanted, Index.Find(typed)[0].Id, StringComparison.Ordinal);

    [Fact]
    public void Find_Begonia_HasEveryBegoniaBeforeWhatIsOnlyCalledSo()
    {
        var found = Index.Find("begonia").Select(profile => profile.Id).ToList();

        var begonias = found.TakeWhile(id => id.StartsWith("begonia-", StringComparison.Ordinal)).Count();
        Assert.Equal(
            Profiles.Count(profile => profile.ScientificName.StartsWith("Begonia ", StringComparison.Ordinal)), begonias);
        Assert.Contains("saxifraga-stolonifera", found);
    }

    [Theory]
    [InlineData("spider lily")]
    [InlineData("spiderlily")]
    [InlineData("waterlily")]
    [InlineData("deadly nightshade")]
    [InlineData("hemlock")]
    [InlineData("plant")]
    [InlineData("die Pflanze")]
    [InlineData("de la")]
    public void Find_PlantThatIsNotKnown_OffersNoOther(string typed) => Assert.Empty(Index.Find(typed));

    [Theory]
    [InlineData("blood lily", "blood")]
    [InlineData("Xyzzy lilies", "xyzzy")]
    [InlineData("water lily", "water")]
    [InlineData("poison ivy", "poison")]
    public void Match_PlantThatIsNotKnown_OffersThoseOfTheWholeNameAndSaysWhatIsNotKnown(string typed, string leftOut)
    {
        var found = Index.Match(typed);

        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.Equal([leftOut], one.LeftOut));
        Assert.All(found, one => Assert.Equal(Toxicity.Toxic, one.Profile.Pets));
    }

    [Fact]
    public void Find_EveryNameAsItIsWritten_HasItsPlantAmongTheFirst() => Assert.All(Profiles, profile =>
    {
        foreach (var name in profile.Names().Select(name => name.Text))
        {
            // Some names are those of several plants: "Hens and chicks", "Octopus tree", "Money tree".
            Assert.Contains(profile.Id, Index.Find(name).Take(4).Select(found => found.Id));
        }

        Assert.Equal(profile.Id, Index.Find(profile.ScientificName)[0].Id);
    });

    [Theory]
    [InlineData("xyzzy")]
    [InlineData("qwertz")]
    [InlineData("asdf jkl")]
    [InlineData("xyzzy plant")]
    [InlineData("bicycle")]
    [InlineData("lorem ipsum")]
    [InlineData("garage door")]
    [InlineData("mountain bike")]
    [InlineData("password")]
    [InlineData("helicopter")]
    [InlineData("9781234567")]
    [InlineData("...")]
    [InlineData("")]
    [InlineData("ポトス")]
    public void Find_Nonsense_FindsNothing(string typed) => Assert.Empty(Index.Find(typed));
}
